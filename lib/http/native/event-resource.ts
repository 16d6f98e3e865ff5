import { z } from "zod";
import { type Event, summarize } from "@/lib/events";
import { ActorResource, EventData, toActorResource, toEventData } from "./event-fields";
import { instant, showId, showInstant, shownId } from "./fields";

export const EventResource = z
  .strictObject({
    id: shownId("evt"),
    // Not an enum: an older process must be able to show events that a newer one wrote.
    type: z.string().meta({ example: "verification.started" }),
    summary: z.string().meta({ description: "What happened, in one sentence." }),
    verificationId: shownId("ver").nullable(),
    actor: ActorResource,
    requestId: z.string().nullable(),
    data: EventData,
    createdAt: instant,
  })
  .meta({ id: "Event" });

export function toEventResource(event: Event): z.input<typeof EventResource> {
  return {
    id: showId("evt", event.id),
    type: event.type,
    summary: summarize(event),
    verificationId: showId("ver", event.verificationId),
    actor: toActorResource(event.actor),
    requestId: event.requestId,
    data: toEventData(event.data),
    createdAt: showInstant(event.createdAt),
  };
}
