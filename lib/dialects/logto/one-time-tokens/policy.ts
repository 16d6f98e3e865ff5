import type { NamedPolicy } from "@/lib/projects";

/** The policy name of verifications that are one-time tokens. */
export const policyName = "logto.one_time_token";
/** The purpose shown in logs and lists. */
export const purpose = "one_time_token";

/** The caller delivers the token, several can be valid at once, and using one is not a guess. */
export function policyFor(lifetimeSeconds: number): NamedPolicy {
  return {
    name: policyName,
    differences: {
      lifetimeSeconds,
      deliver: "return",
      offers: "link",
      again: "separate",
      bind: "never",
      identifiers: "asGiven",
      replaySeconds: 0,
      cooldownSeconds: 0,
      sendLimits: [],
      guessBudgets: [],
    },
  };
}
