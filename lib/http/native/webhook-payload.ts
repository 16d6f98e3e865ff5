import { z } from "zod";
import { type Occurrence, standardHeaders, testType, type WebhookFormat, webhookTypes } from "@/lib/webhooks";
import { ActorResource, EventData, idMembers, toActorResource, toEventData } from "./event-fields";
import { instant, showId, showInstant, shownId } from "./fields";
import { protectionDetails } from "./protection-details";
import { toVerificationResource, VerificationResource } from "./verification-resource";

/** The version of all bodies. Members are only ever added to a version. */
const version = 1;

const ids = Object.fromEntries(
  Object.entries(idMembers)
    .filter(([name]) =>
      ["userId", "identifierId", "deliveryId", "connectorId", "socialAccountId"].includes(name),
    )
    .map(([name, prefix]) => [name, shownId(prefix).optional()]),
);

export const WebhookData = z
  .strictObject({
    eventId: shownId("evt").nullable().meta({ description: "The event in the audit trail. Null in a test." }),
    verificationId: shownId("ver").nullable(),
    ...ids,
    actor: ActorResource.optional().meta({ description: "Who did it. Only in a full payload." }),
    details: EventData.optional().meta({
      description:
        "The event's data, by type. Recipients are masked. Only in a full payload. Codes and tokens are never included.",
    }),
    verification: VerificationResource.nullable().optional().meta({
      description:
        "The verification as it was when the message was first sent, which can be later than the event. Null if it concerns none. Only in a full payload.",
    }),
  })
  .meta({ id: "WebhookData" });

/** The data of a type's messages. */
function dataOf(type: string) {
  const details = (protectionDetails as Record<string, z.ZodType>)[type];
  return details
    ? WebhookData.extend({ details: details.optional() }).meta({ id: `WebhookData_${type}_v${version}` })
    : WebhookData;
}

/** The body of a type's messages. */
export const webhookBody = (type: string) =>
  z
    .strictObject({
      type: z.literal(type),
      version: z.literal(version).meta({ description: "The version of this schema." }),
      timestamp: instant.meta({ description: "When it happened. RFC 3339, UTC." }),
      sequence: z.int().meta({
        description:
          "Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number.",
        example: 42,
      }),
      projectId: shownId("prj"),
      data: dataOf(type),
    })
    .meta({ id: `Webhook_${type}_v${version}` });

const AnyBody = webhookBody(testType).extend({ type: z.enum([...webhookTypes, testType]) });

/** Our own format: the body above, signed by Standard Webhooks 1.0. */
export const standardFormat: WebhookFormat = {
  render: (occurrence) => JSON.stringify(AnyBody.parse(toWebhookBody(occurrence))),
  headers: standardHeaders,
};

function toWebhookBody({ type, sequence, projectId, payload, at, event, verification }: Occurrence) {
  const details = event ? toEventData(event.data) : {};
  const full = payload === "full" && {
    actor: toActorResource(event?.actor ?? "system"),
    details,
    verification: verification && toVerificationResource(verification),
  };
  return {
    type,
    version,
    timestamp: showInstant(at),
    sequence,
    projectId: showId("prj", projectId),
    data: {
      eventId: showId("evt", event?.id ?? null),
      verificationId: showId("ver", event?.verificationId ?? null),
      ...Object.fromEntries(
        Object.keys(ids).flatMap((name) => (name in details ? [[name, details[name]]] : [])),
      ),
      ...full,
    },
  };
}
