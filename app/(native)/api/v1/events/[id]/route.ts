import { findEvent } from "@/lib/events";
import { EventParams, EventResource, endpoint, route, toEventResource } from "@/lib/http/native";
import { ok, refuse } from "@/lib/result";

const getEvent = endpoint(
  {
    operationId: "getEvent",
    summary: "Get an event",
    tag: "Events",
    scope: "settings:read",
    params: EventParams,
    response: EventResource,
    refusals: ["event_not_found"],
  },
  async ({ ctx, params }) => {
    const found = await findEvent(ctx.project.id, params.id);
    return found ? ok(toEventResource(found)) : refuse({ code: "event_not_found" });
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: getEvent });
