import {
  EmptyBody,
  endpoint,
  route,
  toWebhookMessageResource,
  WebhookEndpointParams,
  WebhookMessageResource,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { sendTest } from "@/lib/webhooks";

const testWebhookEndpoint = endpoint(
  {
    operationId: "testWebhookEndpoint",
    summary: "Send a test message",
    description:
      "Its type is `webhook.test`. It is sent like any other message: `GET /webhook-messages/{id}` shows how the endpoint responded.",
    tag: "Webhooks",
    scope: "webhooks:write",
    params: WebhookEndpointParams,
    body: EmptyBody,
    status: 201,
    response: WebhookMessageResource,
    refusals: ["webhook_endpoint_not_found", "webhook_endpoint_disabled"],
    storable: (message) => message,
  },
  async ({ ctx, params }) => mapOk(await sendTest(ctx, params.id), toWebhookMessageResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: testWebhookEndpoint });
