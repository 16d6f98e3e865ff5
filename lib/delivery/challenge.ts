/** The verification's part of a message. Derived when the message is rendered, never stored. */
export interface Challenge {
  /** Null if the message offers only a link. */
  code: string | null;
  /** The URL of the message's link. Null if the message offers only a code. */
  linkUrl: string | null;
  /** The secret part of that URL. */
  linkToken: string | null;
  /** Seconds until the code expires. */
  expiresInSeconds: number;
  purpose: string;
}

/** Why a message is no longer needed, or must not be sent. */
export type StaleReason = "verified" | "canceled" | "expired" | "locked" | "replaced" | "decoy" | "unknown";

export interface WantedChallenge {
  verificationId: string;
  generation: number;
}

export type OpenedChallenge = { ok: true; challenge: Challenge } | { ok: false; reason: StaleReason };

/**
 * Returns the challenges of deliveries, in the same order. `lib/verification` passes this to the worker, because only it
 * can derive codes and this module must not import it.
 */
export type OpenChallenges = (wanted: readonly WantedChallenge[]) => Promise<OpenedChallenge[]>;
