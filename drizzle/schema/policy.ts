/**
 * At most `max` sends in any `windowSeconds`, counted per recipient, per recipient and user, per network of the asking
 * browser, or per project.
 */
export interface SendLimit {
  by: "recipient" | "userRecipient" | "network" | "project";
  max: number;
  windowSeconds: number;
}

/** At most `wrong` evaluated wrong codes in any `windowSeconds`, whatever is started anew meanwhile. */
export interface GuessBudget {
  by: "recipient" | "user";
  wrong: number;
  windowSeconds: number;
  /** The last wrong one also locks for this long, sends included; then the budget is whole again. Null: it only slides. */
  lockSeconds: number | null;
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
  /** Null: as many as the send limits allow. */
  maxSends: number | null;
  sendLimits: SendLimit[];
  guessBudgets: GuessBudget[];
  /** For how long the same right answer by the same caller is answered with the same success. */
  replaySeconds: number;
  /** `known`: a recipient who is in no user's identifiers gets a decoy. */
  recipients: "any" | "known";
  /** `asGiven`: an identifier that does not parse is kept as text, and the provider has the last word on it. */
  identifiers: "strict" | "asGiven";
  /** Whether look-up by key takes the identifier as it is compared, or letter by letter. */
  match: "normalized" | "exact";
  /** `record`: without a provider for the channel the verification starts all the same, and nothing is sent. */
  whenNoProvider: "refuse" | "record";
  /** Whether a link of an older generation still opens, as long as it went to the same identifier. */
  earlierTokens: "void" | "live";
  /** What becomes of a pending one under the same key (project, policy, identifier, user, client) when another starts. */
  again: "supersede" | "separate";
  /**
   * When an identifier that somebody holds verified is refused. `atBinding`: where binding could not succeed, at start
   * too. `early`: at start even if the holder is the user who asks. `always`: then, and when binding, too.
   */
  whenTaken: "atBinding" | "early" | "always";
  /**
   * What success does to the user: `add` the identifier, confirm only an `existing` one, or `never` touch it. Where no user
   * was named, `existing` finds who holds the identifier.
   */
  bind: "add" | "existing" | "never";
  /** When a proven identifier becomes the primary one unasked: where there is `none`, or no `verified` one. */
  takesPrimary: "whenNone" | "whenNoneVerified";
  /** `return`: nothing is sent, because the starter, a trusted backend, delivers the secret itself. */
  deliver: "send" | "return";
  /** What the message carries, and so what may answer it. An SMS carries no link. */
  offers: "both" | "code" | "link";
  /** What goes back on the return URL: `verification_id` and the outcome's name, or only whether it worked. */
  returnResult: "full" | "boolean";
}
