import type { NamedPolicy, Policy, Project, TransmitSettings } from "@/lib/projects";

const settingsOf = (project: Project) => project.settings.dialects.transmit;

/** What holds for every message of this dialect: it repeats nothing, and profiles keep a verified primary address. */
const common = {
  cooldownSeconds: 0,
  maxSends: null,
  replaySeconds: 0,
  identifiers: "asGiven",
  takesPrimary: "whenNoneVerified",
} as const satisfies Partial<Policy>;

function sendLimits({ resendCooldownSeconds, sendsPerHour }: TransmitSettings): Policy["sendLimits"] {
  const hourly = { by: "userRecipient", max: sendsPerHour, windowSeconds: 3600 } as const;
  if (resendCooldownSeconds === 0) return [hourly];
  return [{ by: "recipient", max: 1, windowSeconds: resendCooldownSeconds }, hourly];
}

/** Codes of both kinds count their failures together: the vendor locks a user. */
function codes(settings: TransmitSettings): Partial<Policy> {
  const { otpLength, otpLifetimeSeconds, maxFailures, lockoutSeconds } = settings;
  // A failure counts at least as long as the code that it was meant for may live.
  const windowSeconds = Math.max(lockoutSeconds, otpLifetimeSeconds);
  return {
    ...common,
    codeLength: otpLength,
    lifetimeSeconds: otpLifetimeSeconds,
    maxAttempts: maxFailures,
    guessBudgets: [{ by: "user", wrong: maxFailures, windowSeconds, lockSeconds: lockoutSeconds }],
    offers: "code",
  };
}

/** One code at a time for each client, user and address. What is verified already is refused at once. */
export function otpPolicy(project: Project): NamedPolicy {
  const settings = settingsOf(project);
  return {
    name: "transmit.otp",
    differences: { ...codes(settings), sendLimits: sendLimits(settings), whenTaken: "always" },
  };
}

export const linkPolicyName = "transmit.link";

/** A new link leaves the older ones alive, and each works once: what another of them proved is no obstacle. */
export function linkPolicy(project: Project): NamedPolicy {
  const settings = settingsOf(project);
  return {
    name: linkPolicyName,
    differences: {
      ...common,
      lifetimeSeconds: settings.linkLifetimeSeconds,
      sendLimits: sendLimits(settings),
      whenTaken: "early",
      again: "separate",
      offers: "link",
      returnResult: "boolean",
    },
  };
}

export const signInPolicyName = "transmit.sign_in";

/** A code that signs a user in and changes nothing of the profile. `isDirect`: the backend that asks delivers it. */
export function signInPolicy(project: Project, isDirect: boolean): NamedPolicy {
  const settings = settingsOf(project);
  const differences: Partial<Policy> = { ...codes(settings), bind: "never" };
  return {
    name: signInPolicyName,
    differences: isDirect
      ? { ...differences, deliver: "return", sendLimits: [] }
      : { ...differences, sendLimits: sendLimits(settings) },
  };
}
