import type { NotPending } from "../refusals";
import { isExpired, type LoadedVerification } from "../verification";

/**
 * Why nothing can be proven socially any more, or null. Wrong codes lock codes and nothing else: somebody else's guesses
 * must not keep the owner of an account out (docs/security.md #25).
 */
export function refusalOfEnded(v: LoadedVerification): NotPending | null {
  const over = (status: NotPending["status"]): NotPending => ({ code: "verification_not_pending", status });
  if (v.verifiedAt) return over("verified");
  if (v.canceledAt) return over("canceled");
  return isExpired(v, v.now) ? over("expired") : null;
}
