import { toTypeId } from "@/lib/id";
import { withBooleanResult, withResult } from "@/lib/projects";
import {
  type LoadedVerification,
  receiptForReturn,
  returnUrlWithCode,
  type Status,
} from "@/lib/verification";

/** The return URL with the outcome added as the caller or the policy asks. Null if there is no return URL, or no outcome yet. */
export async function returnTargetOf(v: LoadedVerification, outcome: Status): Promise<string | null> {
  if (!v.returnUrl) return null;
  if (v.policy.returnResult === "code") return returnUrlWithCode(v, outcome === "verified");
  if (v.policy.returnResult === "boolean") return withBooleanResult(v.returnUrl, outcome === "verified");
  if (outcome === "pending") return null;
  const receipt = outcome === "verified" ? await receiptForReturn(v) : null;
  return withResult(v.returnUrl, { verificationId: toTypeId("ver", v.id), result: outcome, receipt });
}
