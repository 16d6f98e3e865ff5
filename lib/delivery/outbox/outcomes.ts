import { newId } from "@/lib/id";
import { maskRecipient } from "../mask-recipient";
import type { TryResult } from "../providers/hand-over";
import type { ProviderRow } from "../providers/repository";
import type { SkipReason, UndeliverableReason } from "./reasons";
import type { Delivery, Finish } from "./repository";

function about(delivery: Delivery) {
  return { id: delivery.id, masked: maskRecipient(delivery.recipient), eventId: newId() };
}

/** Nobody wants it any more. */
export function skipped(delivery: Delivery, reason: SkipReason): Finish {
  return { ...about(delivery), outcome: "skipped", reason };
}

/** Somebody wanted it, and nobody could bring it. */
export function undeliverable(delivery: Delivery, reason: UndeliverableReason, by?: ProviderRow): Finish {
  return { ...about(delivery), outcome: "undeliverable", reason, providerId: by?.id, providerKind: by?.kind };
}

/** The inbox takes it: nothing is sent, so there was no try to begin. */
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
