import { z } from "zod";
import { toTypeId } from "@/lib/id";
import { expiryId, type LiveEvent } from "@/lib/verification";
import type { ServerSentEvent } from "../event-stream";
import { EventData, toEventData } from "./event-fields";
import { instant, showInstant } from "./fields";

export const LiveEventResource = z
  .strictObject({
    type: z.string().meta({
      description: "An event type, or `verification.expired`.",
      example: "verification.verified",
    }),
    summary: z.string().meta({ description: "What happened, in one sentence." }),
    at: instant,
    data: EventData,
  })
  .meta({ id: "LiveEvent" });

export function toServerSentEvent(event: LiveEvent): ServerSentEvent<z.input<typeof LiveEventResource>> {
  const { id, type, summary, at, data } = event;
  return {
    id: id === expiryId ? id : toTypeId("evt", id),
    type,
    data: { type, summary, at: showInstant(at), data: toEventData(data) },
  };
}
