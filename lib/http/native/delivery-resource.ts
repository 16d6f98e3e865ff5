import { z } from "zod";
import { deliveryStatuses } from "@/drizzle/schema";
import { type DeliveryRecord, type DeliveryTry, explainDelivery, explainTry } from "@/lib/delivery";
import { channels } from "@/lib/projects";
import { instant, showId, showInstant, shownId } from "./fields";

const TryResource = z
  .strictObject({
    number: z.int(),
    providerId: shownId("prv"),
    providerKind: z.string(),
    outcome: z
      .enum(["accepted", "unavailable", "refused"])
      .nullable()
      .meta({ description: "Null while it runs, or if the process died: the message may have been sent." }),
    summary: z.string().meta({ description: "The outcome in one sentence." }),
    providerCode: z.string().nullable().meta({ description: "The provider's code, if it gave one." }),
    meaning: z.string().nullable().meta({ description: "What the code means, in one sentence." }),
    explanation: z.string().nullable().meta({ description: "The provider's reply, without secrets." }),
    providerMessageId: z.string().nullable().meta({ description: "The provider's id for the message." }),
    startedAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: "DeliveryTry" });

export const DeliveryResource = z
  .strictObject({
    id: shownId("dlv"),
    verificationId: shownId("ver").nullable(),
    channel: z.enum(channels),
    recipient: z.string(),
    locale: z.string(),
    purpose: z.string(),
    outcome: z.enum(["pending", "accepted", "undeliverable", "skipped"]).meta({
      description: "`accepted`: a provider accepted the message. `skipped`: it was no longer needed.",
    }),
    reason: z.string().nullable().meta({ description: "Why it failed or was skipped, as a code." }),
    trigger: z.enum(["request", "timer", "failure"]).meta({
      description:
        "`request`: it was asked for. Otherwise a fallback channel, sent after a time or when the message before it fails.",
    }),
    backsUpId: shownId("dlv").nullable().meta({ description: "For a fallback: the message before it." }),
    status: z.enum(deliveryStatuses).nullable().meta({
      description: "What the provider reported after it had accepted the message. Null: nothing so far.",
    }),
    statusCode: z.string().nullable().meta({ description: "The provider's code for the status." }),
    statusAt: instant.nullable(),
    summary: z.string().meta({ description: "What happened, or what happens next, in one sentence." }),
    providerId: shownId("prv").nullable().meta({ description: "The provider that decided the outcome." }),
    nextTryAt: instant.nullable().meta({ description: "Null once it is finished." }),
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
    trigger: delivery.trigger,
    backsUpId: showId("dlv", delivery.backsUpId),
    status: delivery.status,
    statusCode: delivery.statusCode,
    statusAt: showInstant(delivery.statusAt),
    // Used only for "in 12 seconds", so this machine's clock is accurate enough.
    summary: explainDelivery(delivery, new Date()),
    providerId: showId("prv", delivery.providerId),
    nextTryAt: showInstant(delivery.runAt),
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
    providerCode: one.providerCode,
    meaning: one.meaning,
    explanation: one.explanation,
    providerMessageId: one.providerMessageId,
    startedAt: showInstant(one.startedAt),
    finishedAt: showInstant(one.finishedAt),
  };
}

/** The example in the reference. */
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
    trigger: "request",
    backsUpId: null,
    status: null,
    statusCode: null,
    statusAt: null,
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
        providerCode: null,
        meaning: null,
        explanation: "250 2.0.0 Ok: queued as 4b2F1",
        providerMessageId: "4b2F1",
        startedAt: at(0),
        finishedAt: at(1),
      },
    ],
  };
}
