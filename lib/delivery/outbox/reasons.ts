import type { StaleReason } from "../challenge";
import type { SendRefusal } from "../providers/provider";

/** Why a delivery will not be accepted by anybody. */
export type UndeliverableReason =
  | SendRefusal["code"]
  /** The code ended before anybody accepted the message. */
  | "expired"
  /** Nobody could be reached in all tries, or not for as long as the code was of use. */
  | "gave_up"
  | "no_provider";

/** Why a message was not wanted any more. */
export type SkipReason = Exclude<StaleReason, "expired">;
