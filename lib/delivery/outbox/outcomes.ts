import { newId } from "@/lib/id";
import { maskRecipient } from "../mask-recipient";
import type { TryResult } from "../providers/hand-over";
import type { ProviderRow } from "../providers/repository";
import type { SkipReason, UndeliverableReason } from "./reasons";
import type { Delivery, Finish } from "./repository";

function about(delivery: Delivery) {
  return { id: delivery.id, masked: maskRecipient(delivery.recipient), eventId: newId() };
}

/** The message is no longer needed. */
export function skipped(delivery: Delivery, reason: SkipReason): Finish {
  return { ...about(delivery), outcome: "skipped", reason };
}

/** No provider could send the message. */
export function undeliverable(delivery: Delivery, reason: UndeliverableReason, by?: ProviderRow): Finish {
  return { ...about(delivery), outcome: "undeliverable", reason, providerId: by?.id, providerKind: by?.kind };
}

/** The inbox keeps the message. Nothing is sent, so no try was started. */
export function captured(delivery: Delivery, by: ProviderRow): Finish {
  const took = { tryId: newId(), isNewTry: true, providerId: by.id, providerKind: by.kind };
  return { ...about(delivery), outcome: "accepted", ...took };
}

export function accepted(
  delivery: Delivery,
  by: ProviderRow,
  tryId: string,
  { explanation, providerMessageId }: Extract<TryResult, { outcome: "accepted" }>,
): Finish {
  const took = { tryId, providerId: by.id, providerKind: by.kind, explanation, providerMessageId };
  return { ...about(delivery), outcome: "accepted", ...took };
}
