import type { DeliveryRow } from "../repository";
import { isTestOutcome, scripts } from "../test-recipients/scripts";

/** Whether the message can be read in the built-in inbox. Of test recipients' messages, those that arrive can. */
export function isInInbox({
  outcome,
  providerKind,
  providerMessageId,
}: Pick<DeliveryRow, "outcome" | "providerKind" | "providerMessageId">): boolean {
  if (outcome !== "accepted") return false;
  if (providerKind !== "test") return providerKind === "inbox";
  return providerMessageId !== null && isTestOutcome(providerMessageId) && scripts[providerMessageId].arrives;
}
