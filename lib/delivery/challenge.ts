/** What a message needs of the verification it is about. Derived when it is rendered, kept nowhere. */
export interface Challenge {
  /** Null where the message offers a link alone. */
  code: string | null;
  /** The address that the message's link opens. Null where the message offers a code alone. */
  linkUrl: string | null;
  /** What is secret in that address. */
  linkToken: string | null;
  /** What is left of the code's life, in seconds. */
  expiresInSeconds: number;
  purpose: string;
}

/** Why a message is not worth sending any more, or must not be. */
export type StaleReason = "verified" | "canceled" | "expired" | "locked" | "replaced" | "decoy" | "unknown";

export interface WantedChallenge {
  verificationId: string;
  generation: number;
}

/**
 * Opens the challenges of deliveries: answers in the order asked. Given to the worker by `lib/verification`, which alone
 * derives codes; this room lies below it and cannot call up.
 */
export type OpenChallenges = (
  wanted: readonly WantedChallenge[],
) => Promise<({ ok: true; challenge: Challenge } | { ok: false; reason: StaleReason })[]>;
