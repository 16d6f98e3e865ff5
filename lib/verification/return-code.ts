import { beginUserSession, type Ctx } from "@/lib/access";
import { allowedReturnUrl, withCode } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { addSeconds, minute } from "@/lib/time";
import { findAnywhere } from "./queries/repository";
import { idOfReturnCode, returnCodeMatches, returnCodeOf } from "./secret";
import type { LoadedVerification } from "./verification";

/** How long a code works after the proof. RFC 6749 §4.1.2 recommends at most ten minutes. */
const lifetimeSeconds = 5 * minute;

/**
 * The code of a verification whose policy returns one (`returnResult`). Null before the proof, and later than five minutes after
 * it: whoever opens a used link then gets none.
 */
export function returnCode(v: LoadedVerification): string | null {
  if (v.policy.returnResult !== "code" || !v.verifiedAt) return null;
  return v.now < addSeconds(v.verifiedAt, lifetimeSeconds) ? returnCodeOf(v) : null;
}

/** The return URL with the code, or with an error if the sign-in failed or was too long ago. Null if there is no return URL. */
export function returnUrlWithCode(v: LoadedVerification, isVerified: boolean): string | null {
  return v.returnUrl && withCode(v.returnUrl, isVerified ? returnCode(v) : null, v.returnNonce);
}

/** The verification of a valid code, used or not. Null for any other text. */
export async function findByReturnCode(text: string): Promise<LoadedVerification | null> {
  const id = idOfReturnCode(text);
  const found = id && (await findAnywhere(id));
  return found && returnCode(found) !== null && returnCodeMatches(found, text) ? found : null;
}

export interface RedeemReturnCode {
  code: string;
  /** The client that started the verification. A code does not work for another, and stays valid. */
  client: string;
  /** Must be the one of the start (RFC 6749 §4.1.3). Not checked if omitted. */
  returnUrl?: string;
  /** A session that continues. Defaults to a new one. */
  sessionId?: string;
}

export interface RedeemedReturnCode {
  verification: LoadedVerification;
  sessionId: string;
}

/**
 * Exchanges the code for the verification and a session, once: of several parallel calls, one succeeds. While the code is valid,
 * any other call ends the session.
 */
export async function redeemReturnCode(
  { project }: Ctx,
  { code, client, returnUrl, sessionId: continued }: RedeemReturnCode,
): Promise<Result<RedeemedReturnCode, { code: "return_code_invalid" }>> {
  const invalid = refuse({ code: "return_code_invalid" } as const);
  const found = await findByReturnCode(code);
  if (found?.projectId !== project.id || found.client !== client) return invalid;
  const isSame =
    returnUrl === undefined || allowedReturnUrl(project.settings.returnUrls, returnUrl) === found.returnUrl;
  if (!isSame) return invalid;
  const sessionId = await beginUserSession({
    kind: "return_code",
    token: code,
    projectId: project.id,
    lifetimeSeconds,
    ...(continued !== undefined && { sessionId: continued }),
  });
  return sessionId === null ? invalid : ok({ verification: found, sessionId });
}
