import { z } from "zod";
import {
  type AttemptRow,
  type Endpoint,
  type MessageRow,
  type NewEndpoint,
  signatures,
} from "@/lib/webhooks";
import { instant, showId, showInstant, shownId } from "./fields";

const shape = {
  id: shownId("whe"),
  url: z.string().meta({ example: "https://shop.example.com/hooks/countersign" }),
  description: z.string().meta({ example: "Checkout" }),
  types: z
    .array(z.string())
    .nullable()
    .meta({ description: "Null: everything.", example: ["verification.verified"] }),
  payload: z.enum(["thin", "full"]),
  format: z.string().meta({
    description: "`standard`, or a vendor's name for that vendor's body and signature.",
    example: "standard",
  }),
  signature: z.enum(signatures),
  publicKey: z
    .string()
    .nullable()
    .meta({ description: "`whpk_` and base64. Null for a shared secret.", example: null }),
  enabled: z.boolean(),
  disabledReason: z.enum(["operator", "gone", "failing"]).nullable().meta({
    description: "`gone`: it responded with 410. `failing`: nothing arrived for three days.",
  }),
  disabledAt: instant.nullable(),
  failingSince: instant
    .nullable()
    .meta({ description: "The first failure since a message arrived. RFC 3339, UTC." }),
  createdAt: instant,
  updatedAt: instant,
};

export const WebhookEndpointResource = z.strictObject(shape).meta({ id: "WebhookEndpoint" });

export const NewWebhookEndpointResource = z
  .strictObject({
    ...shape,
    secret: z.string().nullable().meta({
      description:
        "The signing key: `whsec_…`, or `whsk_…` of a key pair. It is shown only once. Null in a response replayed for an `Idempotency-Key`.",
      example: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=",
    }),
  })
  .meta({ id: "NewWebhookEndpoint" });

const messageShape = {
  id: shownId("msg").meta({ description: "The `webhook-id` of its requests." }),
  endpointId: shownId("whe"),
  type: z.string().meta({ example: "verification.verified" }),
  sequence: z.int().meta({ example: 42 }),
  eventId: shownId("evt").nullable(),
  outcome: z.enum(["delivered", "failed", "skipped"]).nullable().meta({
    description:
      "Null: it waits for its next attempt. `failed`: it was given up after three days. `skipped`: its format has no such message.",
  }),
  attempts: z.int(),
  nextAttemptAt: instant.nullable(),
  finishedAt: instant.nullable(),
  createdAt: instant,
};

export const WebhookMessageResource = z.strictObject(messageShape).meta({ id: "WebhookMessage" });

export const WebhookMessageDetails = z
  .strictObject({
    ...messageShape,
    body: z
      .string()
      .nullable()
      .meta({ description: "The body, as it is sent. Null before the first attempt." }),
    requests: z.array(
      z.strictObject({
        number: z.int(),
        url: z.string(),
        startedAt: instant,
        durationMs: z.int(),
        status: z.int().nullable().meta({ description: "Null: there was no response.", example: 503 }),
        response: z.string().nullable().meta({ description: "The first 16 KiB of the response's body." }),
        explanation: z.string().nullable().meta({
          description: "Why it does not count as delivered.",
          example: "It responded with 503.",
        }),
      }),
    ),
  })
  .meta({ id: "WebhookMessageDetails" });

export const ReplayedResource = z
  .strictObject({ count: z.int().meta({ description: "How many messages are sent again.", example: 17 }) })
  .meta({ id: "ReplayedWebhooks" });

export function toWebhookEndpointResource(e: Endpoint): z.input<typeof WebhookEndpointResource> {
  return {
    id: showId("whe", e.id),
    url: e.url,
    description: e.description,
    types: e.types,
    payload: e.payload,
    format: e.format,
    signature: e.signature,
    publicKey: e.publicKey,
    enabled: e.disabledAt === null,
    disabledReason: e.disabledReason,
    disabledAt: showInstant(e.disabledAt),
    failingSince: showInstant(e.failingSince),
    createdAt: showInstant(e.createdAt),
    updatedAt: showInstant(e.updatedAt),
  };
}

export function toNewWebhookEndpointResource({
  endpoint,
  secret,
}: NewEndpoint): z.input<typeof NewWebhookEndpointResource> {
  return { ...toWebhookEndpointResource(endpoint), secret };
}

/** The response to store for replays: without the secret. */
export function withoutWebhookSecret(
  shown: z.output<typeof NewWebhookEndpointResource>,
): z.output<typeof NewWebhookEndpointResource> {
  return { ...shown, secret: null };
}

export function toWebhookMessageResource(m: MessageRow): z.input<typeof WebhookMessageResource> {
  return {
    id: showId("msg", m.id),
    endpointId: showId("whe", m.endpointId),
    type: m.type,
    sequence: m.sequence,
    eventId: showId("evt", m.eventId),
    outcome: m.outcome,
    attempts: m.attemptCount,
    nextAttemptAt: m.finishedAt ? null : showInstant(m.runAt),
    finishedAt: showInstant(m.finishedAt),
    createdAt: showInstant(m.createdAt),
  };
}

export function toWebhookMessageDetails({
  attempts,
  ...message
}: MessageRow & { attempts: AttemptRow[] }): z.input<typeof WebhookMessageDetails> {
  return {
    ...toWebhookMessageResource(message),
    body: message.body,
    requests: attempts.map(({ messageId: _, ...one }) => ({ ...one, startedAt: showInstant(one.startedAt) })),
  };
}
