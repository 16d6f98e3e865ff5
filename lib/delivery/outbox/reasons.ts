import type { StaleReason } from "../challenge";
import type { SendRefusalCode } from "../providers/provider";

/** Why a delivery failed. */
export type UndeliverableReason =
  | SendRefusalCode
  /** The code expired before a provider accepted the message. */
  | "expired"
  /** No provider could be reached in all tries, or while the code was useful. */
  | "gave_up"
  | "no_provider";

/** Why a message was no longer needed, or must not be sent. */
export type SkipReason =
  | Exclude<StaleReason, "expired">
  /** A fallback, and the message before it did not fail, was delivered, or was followed by another one. */
  | "not_needed"
  /** An operator or a backend canceled this message only. */
  | "withdrawn"
  /** The recipient is on the project's suppression list. */
  | "suppressed"
  /** A fallback, and the project has spent all that it allows itself in a day. */
  | "spend_cap"
  /** A fallback, and a rule against fraud or another limit of the project objects to it. */
  | "blocked";
