import type { NamedPolicy, TwilioService } from "@/lib/projects";
import { day, hour, minute } from "@/lib/time";

export const policyName = "twilio.verification";

/**
 * One code per recipient and service for ten minutes, sent at most five times and checked at most five times. Both numbers
 * and the lifetime are the vendor's. It has no limits beyond one verification; ours are wide, since a recipient whose
 * verification is neither completed nor canceled gets at most thirty messages an hour.
 */
export function verificationPolicy({ codeLength }: Pick<TwilioService, "codeLength">): NamedPolicy {
  return {
    name: policyName,
    differences: {
      codeLength,
      maxAttempts: 5,
      maxSends: 5,
      lifetimeSeconds: 10 * minute,
      cooldownSeconds: 0,
      replaySeconds: 0,
      again: "resend",
      bind: "never",
      offers: "code",
      sendLimits: [{ by: "recipient", max: 300, windowSeconds: hour }],
      guessBudgets: [
        // Four digits are 10⁴ codes: with 20 wrong ones a day, a guesser needs more than a year for an even chance.
        { by: "recipient", wrong: codeLength < 6 ? 20 : 100, windowSeconds: day, lockSeconds: null },
      ],
    },
  };
}
