import type { NotPending } from "../refusals";
import { isExpired, type LoadedVerification } from "../verification";

/**
 * Why the verification can no longer be verified by social sign-in, or null. Wrong codes lock only codes: someone else's
 * guesses must not lock out the owner of an account (docs/security.md #25).
 */
export function refusalOfEnded(v: LoadedVerification): NotPending | null {
  const over = (status: NotPending["status"]): NotPending => ({ code: "verification_not_pending", status });
  if (v.verifiedAt) return over("verified");
  if (v.canceledAt) return over("canceled");
  return isExpired(v, v.now) ? over("expired") : null;
}
