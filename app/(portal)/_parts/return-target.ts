import { toTypeId } from "@/lib/id";
import { withBooleanResult, withResult } from "@/lib/projects";
import type { Status, Verification } from "@/lib/verification";

/** The return URL with the outcome added as the policy requires. Null if there is no return URL, or no outcome yet. */
export function returnTargetOf(v: Verification, outcome: Status): string | null {
  if (!v.returnUrl) return null;
  if (v.policy.returnResult === "boolean") return withBooleanResult(v.returnUrl, outcome === "verified");
  return outcome === "pending" ? null : withResult(v.returnUrl, toTypeId("ver", v.id), outcome);
}
