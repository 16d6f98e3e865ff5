import { CountQuery, clientEndpoint, countUsers, route, UserCount } from "@/lib/dialects/transmit";
import { ok } from "@/lib/result";

const count = clientEndpoint(
  {
    operationId: "transmit.countUsers",
    summary: "Count users",
    tag: "Transmit",
    scope: "users:read",
    query: CountQuery,
    response: UserCount,
    refusals: [],
  },
  async ({ ctx, query }) => ok(await countUsers(ctx, query.search)),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: count });
