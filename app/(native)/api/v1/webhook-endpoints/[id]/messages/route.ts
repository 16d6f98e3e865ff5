import { pageOf, toPage } from "@/lib/http";
import {
  endpoint,
  route,
  toWebhookMessageResource,
  WebhookEndpointParams,
  WebhookMessageQuery,
  WebhookMessageResource,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { listMessages } from "@/lib/webhooks";

const listWebhookMessages = endpoint(
  {
    operationId: "listWebhookMessages",
    summary: "List an endpoint's messages",
    description: "Those of the last 30 days.",
    tag: "Webhooks",
    scope: "webhooks:read",
    params: WebhookEndpointParams,
    query: WebhookMessageQuery,
    response: pageOf(WebhookMessageResource),
    refusals: ["webhook_endpoint_not_found"],
  },
  async ({ ctx, params, query: { limit, cursor, ...filter } }) => {
    const rows = await listMessages(ctx, params.id, { ...filter, before: cursor, limit: limit + 1 });
    return mapOk(rows, (found) => toPage(found, limit, toWebhookMessageResource));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: listWebhookMessages });
