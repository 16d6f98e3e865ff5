import type { Policy, Project } from "@/lib/projects";

/** What all codes of this dialect have in common: Logto's numbers, as far as the project has not set others. */
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
