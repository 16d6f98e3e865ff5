import type { NamedPolicy, Policy, Project, TransmitSettings } from "@/lib/projects";

const settingsOf = (project: Project) => project.settings.dialects.transmit;

/** Common to all policies of this dialect: no replay, and a verified primary address stays primary. */
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

/** Failures with all kinds of codes count together, because the vendor locks the user. An unknown person is an address. */
function codes(settings: TransmitSettings, by: "user" | "recipient" = "user"): Partial<Policy> {
  const { otpLength, otpLifetimeSeconds, maxFailures, lockoutSeconds } = settings;
  // A failure counts at least as long as its code is valid.
  const windowSeconds = Math.max(lockoutSeconds, otpLifetimeSeconds);
  return {
    ...common,
    codeLength: otpLength,
    lifetimeSeconds: otpLifetimeSeconds,
    maxAttempts: maxFailures,
    guessBudgets: [{ by, wrong: maxFailures, windowSeconds, lockSeconds: lockoutSeconds }],
    offers: "code",
  };
}

/** One code at a time per client, user and address. Verified addresses are refused. */
export function otpPolicy(project: Project): NamedPolicy {
  const settings = settingsOf(project);
  return {
    name: "transmit.otp",
    differences: { ...codes(settings), sendLimits: sendLimits(settings), whenTaken: "always" },
  };
}

export const linkPolicyName = "transmit.link";

/** A new link does not invalidate older ones. Each works once, even if another one has already verified the address. */
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

/**
 * The policy of sign-in codes. `isDirect`: the backend delivers the code, so it proves nothing about an address.
 * `lifetimeSeconds`: at most 600 by SMS, like the default.
 */
export function signInPolicy(
  project: Project,
  isDirect: boolean,
  lifetimeSeconds = settingsOf(project).otpLifetimeSeconds,
): NamedPolicy {
  const settings = settingsOf(project);
  const differences = codes({ ...settings, otpLifetimeSeconds: lifetimeSeconds });
  return {
    name: signInPolicyName,
    differences: isDirect
      ? { ...differences, bind: "never", deliver: "return", sendLimits: [] }
      : { ...differences, bind: bindOf(true), sendLimits: sendLimits(settings) },
  };
}

/**
 * What a sign-in does to the profile: it confirms the address of a known user, as the vendor's guides say. If there is no user, one
 * is created when the code is exchanged.
 */
const bindOf = (isKnown: boolean): Policy["bind"] => (isKnown ? "existing" : "never");

/** Sign-in codes of the vendor's calls for frontends. `isKnown`: a user has the address. */
export function loginOtpPolicy(project: Project, isKnown: boolean): NamedPolicy {
  const settings = settingsOf(project);
  return {
    name: "transmit.login_otp",
    differences: {
      ...codes(settings, isKnown ? "user" : "recipient"),
      sendLimits: sendLimits(settings),
      bind: bindOf(isKnown),
      returnResult: "code",
    },
  };
}

/** Only its guess budgets matter. `isKnown`: there is such a user. */
export function passwordPolicy(project: Project, isKnown: boolean): NamedPolicy {
  return {
    name: "transmit.password",
    differences: codes(settingsOf(project), isKnown ? "user" : "recipient"),
  };
}

export const loginLinkPolicyName = "transmit.login_link";

/** Links that sign in. A new one does not invalidate older ones. */
export function loginLinkPolicy(
  project: Project,
  isKnown: boolean,
  lifetimeSeconds = settingsOf(project).linkLifetimeSeconds,
): NamedPolicy {
  return {
    name: loginLinkPolicyName,
    differences: {
      ...common,
      lifetimeSeconds,
      sendLimits: sendLimits(settingsOf(project)),
      bind: bindOf(isKnown),
      again: "separate",
      offers: "link",
      returnResult: "code",
    },
  };
}
