import type { Channel } from "./channel";

/**
 * At most `max` sends in any `windowSeconds`, counted per recipient, per recipient and user, per network of the requesting
 * browser, or per project.
 */
export interface SendLimit {
  by: "recipient" | "userRecipient" | "network" | "project";
  max: number;
  windowSeconds: number;
}

/** At most `wrong` wrong codes in any `windowSeconds`, across all verifications. */
export interface GuessBudget {
  by: "recipient" | "user";
  wrong: number;
  windowSeconds: number;
  /** The last wrong code also locks the budget for this long, including sends; then it is reset. Null: it only slides. */
  lockSeconds: number | null;
}

/** Another channel for the same code, if the message before it does not lead to a success. */
export interface ChannelFallback {
  channel: Channel;
  /** Sent this long after the message before it, unless the verification ended. Null: only if that one fails. */
  afterSeconds: number | null;
}

/** The rules of one verification, as resolved when it started. Bounds and defaults: `lib/projects/policy.ts`. */
export interface Policy {
  codeLength: number;
  maxAttempts: number;
  /** The lifetime of the verification. */
  lifetimeSeconds: number;
  /** The lifetime of a code. At most that of the verification. */
  codeLifetimeSeconds: number;
  /** `same`: a resend repeats the code and its expiry. `rotate`: it creates a new code and invalidates the old one. */
  resend: "same" | "rotate";
  /** The wait after the first send. Doubles with each send, up to ten minutes. */
  cooldownSeconds: number;
  /** Null: limited only by the send limits. */
  maxSends: number | null;
  sendLimits: SendLimit[];
  guessBudgets: GuessBudget[];
  /** How long the same caller can repeat the same correct answer and get the same success. */
  replaySeconds: number;
  /** `known`: a recipient that is no user's identifier gets a decoy. */
  recipients: "any" | "known";
  /** `asGiven`: an identifier that does not parse is kept as text, and the provider validates it. */
  identifiers: "strict" | "asGiven";
  /** Whether lookup by key compares the normalized identifier or its exact text. */
  match: "normalized" | "exact";
  /** `record`: without a provider for the channel, the verification starts and nothing is sent. */
  whenNoProvider: "refuse" | "record";
  /** Whether links of older generations still work, if they were sent to the same identifier. */
  earlierTokens: "void" | "live";
  /**
   * What happens to a pending verification with the same key (project, policy, identifier, user, client) at a new start.
   * `resend`: it is sent again, and none is created (`startOrResend`). Needs a send limit by recipient, whose row puts
   * parallel starts in order.
   */
  again: "supersede" | "separate" | "resend";
  /**
   * When an identifier that a user has verified is refused. `atBinding`: at the start if linking could not succeed. `early`: at
   * the start even if the same user has it. `always`: both at the start and when linking.
   */
  whenTaken: "atBinding" | "early" | "always";
  /**
   * What success does to the user: `add` the identifier, only confirm an `existing` one, or `never` change anything. If no user
   * was named, `existing` finds the user with the identifier.
   */
  bind: "add" | "existing" | "never";
  /** When a proven identifier becomes primary without being asked: if there is no primary one, or no verified one. */
  takesPrimary: "whenNone" | "whenNoneVerified";
  /** `return`: nothing is sent, because the caller, a trusted backend, delivers the secret itself. */
  deliver: "send" | "return";
  /** When sending returns: after the commit, or once a provider has accepted or refused the message (at most 8 s). */
  answerAfter: "commit" | "provider";
  /** In order, each after the one before. */
  fallbacks: ChannelFallback[];
  /** What the message contains, and so what can answer it. SMS messages contain no link. */
  offers: "both" | "code" | "link";
  /**
   * What the return URL gets: `verification_id` and the outcome, only whether it succeeded, or a `code` that the application
   * exchanges once, as after a sign-in with OAuth 2.
   */
  returnResult: "full" | "boolean" | "code";
}
