import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { findByShortToken, isExpired, type LoadedVerification, redeemShortToken } from "@/lib/verification";
import { type LogtoError, logtoError } from "../errors";
import { keptOf } from "./token";

export const verifyTokenRefusals = [
  "one_time_token.token_not_found",
  "one_time_token.email_mismatch",
  "one_time_token.token_expired",
  "one_time_token.token_consumed",
  "one_time_token.token_revoked",
] as const;
export type VerifyTokenRefusal = LogtoError<(typeof verifyTokenRefusals)[number]>;

/** The valid token of this address. The caller can read its context before using it. */
export async function findUsableToken(
  ctx: Ctx,
  { email, token }: { email: string; token: string },
): Promise<Result<LoadedVerification, VerifyTokenRefusal>> {
  const found = await findByShortToken(ctx, token);
  const kept = found && keptOf(found);
  if (!kept) return logtoError("one_time_token.token_not_found", { status: 404, slots: { token } });
  if (kept.email !== email) return logtoError("one_time_token.email_mismatch");
  return isUsable(found);
}

/** Why it cannot be used, in the vendor's order. */
export function isUsable(v: LoadedVerification): Result<LoadedVerification, VerifyTokenRefusal> {
  if (isExpired(v, v.now)) return logtoError("one_time_token.token_expired");
  if (v.verifiedAt) return logtoError("one_time_token.token_consumed");
  return v.canceledAt ? logtoError("one_time_token.token_revoked") : ok(v);
}

/** Uses a token up. Of many parallel calls, one succeeds. */
export async function useToken(
  ctx: Ctx,
  given: { email: string; token: string },
): Promise<Result<LoadedVerification, VerifyTokenRefusal>> {
  const usable = await findUsableToken(ctx, given);
  if (!usable.ok) return usable;
  const redeemed = await redeemShortToken(ctx, given.token);
  if (redeemed.ok) return ok(redeemed.value);
  switch (redeemed.refusal.code) {
    case "verification_expired":
      return logtoError("one_time_token.token_expired");
    case "verification_canceled":
      return logtoError("one_time_token.token_revoked");
    default:
      return logtoError("one_time_token.token_consumed");
  }
}
