import type { NamedPolicy, Policy, Project } from "@/lib/projects";
import { day } from "@/lib/time";

/** What all codes of this dialect have in common: Logto's defaults, unless the project has changed them. */
export function codeRules({ settings }: Project): Partial<Policy> {
  const { sendLimit, signInExperience } = settings.dialects.logto;
  const { expirationDuration, maxRetryAttempts } = signInExperience.verificationCodePolicy;
  return {
    codeLength: 6,
    maxAttempts: maxRetryAttempts,
    lifetimeSeconds: expirationDuration,
    cooldownSeconds: 0,
    maxSends: null,
    sendLimits: [{ by: "recipient", ...sendLimit }],
    replaySeconds: 0,
    identifiers: "asGiven",
    match: "exact",
    whenNoProvider: "record",
    bind: "never",
    offers: "code",
  };
}

/**
 * Codes that a backend requests. Each identifier, compared exactly, has one valid code at a time. Logto has no lockout
 * here. Without one, ten messages of ten tries each would allow 14 400 guesses a day, so we allow a hundred wrong codes a day.
 */
export function genericPolicy(project: Project): NamedPolicy {
  const guessBudgets: Policy["guessBudgets"] = [
    { by: "recipient", wrong: 100, windowSeconds: day, lockSeconds: null },
  ];
  return { name: "logto.generic", differences: { ...codeRules(project), again: "supersede", guessBudgets } };
}
