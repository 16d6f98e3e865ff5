import type { Ctx } from "@/lib/access";
import { env } from "@/lib/env";
import { SignInContext } from "@/lib/http/oauth";
import { ok, type Result, refuse } from "@/lib/result";
import { findByPrimary, type IdentifierInput } from "@/lib/users";
import { type CheckRefusal, checkCodeByKey, returnCode, setWireContext } from "@/lib/verification";
import { loginOtpPolicy } from "../policies";
import type { TransmitRefusal } from "../refusals";
import { callingClient } from "../subject";

export interface ValidateLoginCode {
  identifier: IdentifierInput;
  passcode: string;
  /** For the ID token. */
  nonce?: string;
}

type ValidateRefusal = Extract<
  TransmitRefusal,
  { code: "already_verified" | "passcode_wrong" | "passcode_expired" | "user_suspended" | "client_gone" }
>;

/**
 * Checks the newest sign-in code of this address. Returns the URI to which the browser goes next, and which redirects it to the
 * application with a code.
 */
export async function validateLoginCode(
  ctx: Ctx,
  { identifier, passcode, nonce }: ValidateLoginCode,
): Promise<Result<string, ValidateRefusal>> {
  const client = await callingClient(ctx);
  if (!client.ok) return client;
  const user = await findByPrimary(ctx, identifier);
  if (user?.suspendedAt) return refuse({ code: "user_suspended" });
  const checked = await checkCodeByKey(ctx, {
    policy: loginOtpPolicy(ctx.project, user !== null),
    identifier,
    userId: user?.id,
    client: client.value,
    code: passcode,
  });
  if (!checked.ok) return refuse(whyNot(checked.refusal, identifier));
  const v = checked.value;
  if (nonce !== undefined) {
    const context = SignInContext.parse(v.wireContext);
    const wireContext = { ...context, claims: { ...context.claims, nonce } };
    await setWireContext(ctx, { verification: v, wireContext });
  }
  return ok(`${env.PUBLIC_URL}/cis/v1/auth/complete?code=${returnCode(v)}`);
}

function whyNot(refusal: CheckRefusal, identifier: IdentifierInput): ValidateRefusal {
  const type = "email" in identifier ? "email" : "phone";
  if (refusal.code === "identifier_taken") return { code: "already_verified", type };
  if (refusal.code === "verification_expired" && refusal.matched) return { code: "passcode_expired" };
  return { code: "passcode_wrong", answered: type === "email" ? "email" : "phone number" };
}
