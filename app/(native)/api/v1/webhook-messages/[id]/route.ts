import {
  endpoint,
  route,
  toWebhookMessageDetails,
  WebhookMessageDetails,
  WebhookMessageParams,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { findMessage } from "@/lib/webhooks";

const getWebhookMessage = endpoint(
  {
    operationId: "getWebhookMessage",
    summary: "Get a message",
    description: "With its body, and every request and response.",
    tag: "Webhooks",
    scope: "webhooks:read",
    params: WebhookMessageParams,
    response: WebhookMessageDetails,
    refusals: ["webhook_message_not_found"],
  },
  async ({ ctx, params }) => mapOk(await findMessage(ctx, params.id), toWebhookMessageDetails),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: getWebhookMessage });
