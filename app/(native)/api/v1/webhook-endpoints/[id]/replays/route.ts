import {
  endpoint,
  ReplayedResource,
  ReplayWebhooksBody,
  route,
  WebhookEndpointParams,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { replayMessages } from "@/lib/webhooks";

const replayWebhooks = endpoint(
  {
    operationId: "replayWebhooks",
    summary: "Replay a time range",
    description:
      "Sends the messages of a period again, with the same ids, and those that the endpoint never got because it was disabled or did not exist. At most 10 000 of each, the oldest first.",
    tag: "Webhooks",
    scope: "webhooks:write",
    params: WebhookEndpointParams,
    body: ReplayWebhooksBody,
    response: ReplayedResource,
    refusals: ["webhook_endpoint_not_found", "webhook_endpoint_disabled"],
    storable: (replayed) => replayed,
  },
  async ({ ctx, params, body: { from, to = new Date(), onlyFailed } }) =>
    mapOk(await replayMessages(ctx, params.id, { from, to, isOnlyFailed: onlyFailed }), (count) => ({
      count,
    })),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: replayWebhooks });
