import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { addSeconds } from "@/lib/time";
import { isLinkOf, judgeLink } from "./judge";
import { type Proven, prove } from "./prove";
import { findAnywhere } from "./queries/repository";
import type { RedeemRefusal } from "./refusals";
import { parseLinkToken } from "./secret";
import type { LoadedVerification } from "./verification";

/** The verification of a link. Changes nothing, so mail scanners and previews can open links. */
export async function peekLink(text: string): Promise<Result<LoadedVerification, RedeemRefusal>> {
  const token = parseLinkToken(text);
  const found = token && (await findAnywhere(token.verificationId));
  if (!found) return refuse({ code: "link_invalid" });
  const verdict = judgeLink(found, token);
  return verdict.ok ? ok(found) : verdict;
}

/** The verification of a valid token, in any state. Null for any other token. */
export async function findByLink(text: string): Promise<LoadedVerification | null> {
  const token = parseLinkToken(text);
  const found = token && (await findAnywhere(token.verificationId));
  return found && isLinkOf(found, token) ? found : null;
}

/**
 * Verifies by link. Called when a person presses the button, never when a link is opened (docs/security.md #13).
 * `contextOf` returns the context of the project, which is known only from the token. A token of another verification
 * than expected is invalid.
 */
export async function redeemLink(
  contextOf: (projectId: string) => Promise<Ctx>,
  text: string,
  expect: { verificationId?: string } = {},
): Promise<Result<Proven, RedeemRefusal>> {
  const token = parseLinkToken(text);
  const isExpected = !expect.verificationId || expect.verificationId === token?.verificationId;
  const found = token && isExpected && (await findAnywhere(token.verificationId));
  if (!found) return refuse({ code: "link_invalid" });
  const verdict = judgeLink(found, token);
  if (!verdict.ok)
    return isSecondClick(found, verdict.refusal)
      ? ok({ ...found, replayed: true, isUserGone: false })
      : verdict;
  const ctx = await contextOf(found.projectId);
  const proven = await prove(ctx, found, "link");
  if (proven.ok || proven.refusal.code !== "already_verified") return proven;
  return redeemLink(contextOf, text, expect);
}

function isSecondClick(v: LoadedVerification, refusal: RedeemRefusal): boolean {
  if (refusal.code !== "already_verified" || v.method !== "link" || !v.verifiedAt) return false;
  if (v.policy.replaySeconds === 0) return false;
  return v.now < addSeconds(v.verifiedAt, v.policy.replaySeconds);
}
