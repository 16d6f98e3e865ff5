import type { StaleReason } from "../challenge";
import type { SendRefusal } from "../providers/provider";

/** Why a delivery failed. */
export type UndeliverableReason =
  | SendRefusal["code"]
  /** The code expired before a provider accepted the message. */
  | "expired"
  /** No provider could be reached in all tries, or while the code was useful. */
  | "gave_up"
  | "no_provider";

/** Why a message was no longer needed. */
export type SkipReason = Exclude<StaleReason, "expired">;
