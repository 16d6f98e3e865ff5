import { ClearSentinelBody, clearSentinel, managementEndpoint, route } from "@/lib/dialects/logto";

const clear = managementEndpoint(
  {
    operationId: "logto.deleteSentinelActivities",
    summary: "Unlock identifiers",
    tag: "Settings",
    scope: "verifications:write",
    body: ClearSentinelBody,
    refusals: [],
  },
  ({ ctx, body }) => clearSentinel(ctx, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: clear });
