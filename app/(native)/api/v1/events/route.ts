import { listEvents } from "@/lib/events";
import { pageOf, toPage } from "@/lib/http";
import { EventQuery, EventResource, endpoint, route, toEventResource } from "@/lib/http/native";
import { ok } from "@/lib/result";

const listTheEvents = endpoint(
  {
    operationId: "listEvents",
    summary: "List events",
    description: "The project's audit trail. Recipients are masked.",
    tag: "Events",
    scope: "settings:read",
    query: EventQuery,
    response: pageOf(EventResource),
    refusals: [],
  },
  async ({ ctx, query: { limit, cursor, ...filter } }) => {
    const rows = await listEvents(ctx.project.id, { ...filter, before: cursor, limit: limit + 1 });
    return ok(toPage(rows, limit, toEventResource));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: listTheEvents });
