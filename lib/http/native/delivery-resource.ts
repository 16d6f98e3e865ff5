import { z } from "zod";
import { type DeliveryRecord, type DeliveryTry, explainDelivery, explainTry } from "@/lib/delivery";
import { instant, showId, showInstant, shownId } from "./fields";

const TryResource = z
  .strictObject({
    number: z.int(),
    providerId: shownId("prv"),
    providerKind: z.string(),
    outcome: z
      .enum(["accepted", "unavailable", "refused"])
      .nullable()
      .meta({ description: "Null while it runs, or if the process died in between: it may have gone out." }),
    summary: z.string().meta({ description: "What it came to, in plain words." }),
    explanation: z
      .string()
      .nullable()
      .meta({ description: "What the provider itself said, without secrets." }),
    providerMessageId: z.string().nullable().meta({ description: "The provider's name for the message." }),
    startedAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: "DeliveryTry" });

export const DeliveryResource = z
  .strictObject({
    id: shownId("dlv"),
    verificationId: shownId("ver").nullable(),
    channel: z.enum(["email", "sms"]),
    recipient: z.string(),
    locale: z.string(),
    purpose: z.string(),
    outcome: z
      .enum(["pending", "accepted", "undeliverable", "skipped"])
      .meta({ description: "`accepted`: a provider took it over. `skipped`: nobody needed it any more." }),
    reason: z.string().nullable().meta({ description: "Why it was given up or skipped, as a code." }),
    summary: z.string().meta({ description: "What became of it, or what happens next, in plain words." }),
    providerId: shownId("prv").nullable().meta({ description: "Who had the last word." }),
    nextTryAt: instant.nullable().meta({ description: "Null when it is over." }),
    createdAt: instant,
    finishedAt: instant.nullable(),
    tries: z.array(TryResource),
  })
  .meta({ id: "Delivery", example: delivered() });

export function toDeliveryResource(delivery: DeliveryRecord): z.input<typeof DeliveryResource> {
  return {
    id: showId("dlv", delivery.id),
    verificationId: showId("ver", delivery.verificationId),
    channel: delivery.channel,
    recipient: delivery.recipient,
    locale: delivery.locale,
    purpose: delivery.template,
    outcome: delivery.outcome ?? "pending",
    reason: delivery.reason,
    // Only says "in 12 seconds": this machine's clock is near enough.
    summary: explainDelivery(delivery, new Date()),
    providerId: showId("prv", delivery.providerId),
    nextTryAt: showInstant(delivery.outcome === null ? delivery.runAt : null),
    createdAt: showInstant(delivery.createdAt),
    finishedAt: showInstant(delivery.finishedAt),
    tries: delivery.tries.map(toTryResource),
  };
}

function toTryResource(one: DeliveryTry): z.input<typeof TryResource> {
  return {
    number: one.number,
    providerId: showId("prv", one.providerId),
    providerKind: one.providerKind,
    outcome: one.outcome,
    summary: explainTry(one),
    explanation: one.explanation,
    providerMessageId: one.providerMessageId,
    startedAt: showInstant(one.startedAt),
    finishedAt: showInstant(one.finishedAt),
  };
}

/** For the reference. */
function delivered() {
  const said = "The mail server at smtp.example.com accepted it for delivery: 250 2.0.0 Ok: queued as 4b2F1.";
  const at = (second: number) => `2026-01-31T09:30:${String(second).padStart(2, "0")}.000Z`;
  return {
    id: "dlv_01jdkm8v1fe2r8zq4s5t6v7w8x",
    verificationId: "ver_01jdkm8v1fe2r8zq4s5t6v7w8x",
    channel: "email",
    recipient: "jane@example.com",
    locale: "en",
    purpose: "confirm",
    outcome: "accepted",
    reason: null,
    summary: said,
    providerId: "prv_01jdkm8v1fe2r8zq4s5t6v7w8x",
    nextTryAt: null,
    createdAt: at(0),
    finishedAt: at(1),
    tries: [
      {
        number: 1,
        providerId: "prv_01jdkm8v1fe2r8zq4s5t6v7w8x",
        providerKind: "smtp",
        outcome: "accepted",
        summary: said,
        explanation: "250 2.0.0 Ok: queued as 4b2F1",
        providerMessageId: "4b2F1",
        startedAt: at(0),
        finishedAt: at(1),
      },
    ],
  };
}
