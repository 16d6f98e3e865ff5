import { z } from "zod";
import type { Timeline } from "@/lib/verification";
import { ActorResource, EventData, toActorResource, toEventData } from "./event-fields";
import { instant, showInstant } from "./fields";

const TimelineEntryResource = z
  .strictObject({
    at: instant,
    type: z.string().meta({
      description: "An event type, `delivery.tried` or `verification.expired`.",
      example: "verification.attempted",
    }),
    summary: z.string().meta({ example: "Attempt 1 of 5: wrong code, 4 attempts left." }),
    actor: ActorResource,
    requestId: z.string().nullable(),
    data: EventData,
  })
  .meta({ id: "TimelineEntry" });

export const TimelineResource = z
  .strictObject({
    data: z.array(TimelineEntryResource).meta({ description: "Oldest first." }),
    summary: z.string().meta({
      description: "What happened to the code, and what is in its way. Times are in UTC.",
      example: "Delivered by Twilio at 14:03 UTC. No code was entered yet.",
    }),
    nextStep: z.string().nullable().meta({
      description: "What a support agent can do next. Null if there is nothing to do.",
      example: "4 attempts are left. Ask for the code in the latest message.",
    }),
  })
  .meta({ id: "Timeline" });

export function toTimelineResource({
  summary,
  entries,
  nextStep,
}: Timeline): z.input<typeof TimelineResource> {
  const data = entries.map(({ at, type, summary, actor, requestId, data }) => ({
    at: showInstant(at),
    type,
    summary,
    actor: toActorResource(actor),
    requestId,
    data: toEventData(data),
  }));
  return { data, summary, nextStep };
}
