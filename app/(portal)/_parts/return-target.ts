import { toTypeId } from "@/lib/id";
import { withBooleanResult, withResult } from "@/lib/projects";
import type { Status, Verification } from "@/lib/verification";

/** The application's page that waits for the outcome, told in the way it expects. Null where there is no telling. */
export function returnTargetOf(v: Verification, outcome: Status): string | null {
  if (!v.returnUrl) return null;
  if (v.policy.returnResult === "boolean") return withBooleanResult(v.returnUrl, outcome === "verified");
  return outcome === "pending" ? null : withResult(v.returnUrl, toTypeId("ver", v.id), outcome);
}
