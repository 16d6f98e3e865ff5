/** At most `max` sends in any `windowSeconds`, counted per recipient, per network of the asking browser, or per project. */
export interface SendLimit {
  by: "recipient" | "network" | "project";
  max: number;
  windowSeconds: number;
}

/** At most `wrong` evaluated wrong codes per recipient in any `windowSeconds`, whatever is started anew meanwhile. */
export interface GuessBudget {
  by: "recipient";
  wrong: number;
  windowSeconds: number;
}

/** The rules of one verification, as resolved when it started. Bounds and defaults: `lib/projects/policy.ts`. */
export interface Policy {
  codeLength: number;
  maxAttempts: number;
  /** How long the effort lives. */
  lifetimeSeconds: number;
  /** How long one issued secret lives; never beyond the effort. */
  codeLifetimeSeconds: number;
  /** `same`: a resend repeats the code and its expiry. `rotate`: it makes a new one and voids the old. */
  resend: "same" | "rotate";
  /** The wait after the first send; doubles with each, up to ten minutes. */
  cooldownSeconds: number;
  maxSends: number;
  sendLimits: SendLimit[];
  guessBudget: GuessBudget;
  /** For how long the same right answer by the same caller is answered with the same success. */
  replaySeconds: number;
  /** `known`: a recipient who is in no user's identifiers gets a decoy. */
  recipients: "any" | "known";
}
