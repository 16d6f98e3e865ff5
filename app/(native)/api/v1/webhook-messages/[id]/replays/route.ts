import {
  EmptyBody,
  endpoint,
  route,
  toWebhookMessageResource,
  WebhookMessageParams,
  WebhookMessageResource,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { replayMessage } from "@/lib/webhooks";

const replayWebhookMessage = endpoint(
  {
    operationId: "replayWebhookMessage",
    summary: "Replay a message",
    description:
      "Sends it again, with the same id and body. One that waits for its next attempt is sent now.",
    tag: "Webhooks",
    scope: "webhooks:write",
    params: WebhookMessageParams,
    body: EmptyBody,
    response: WebhookMessageResource,
    refusals: ["webhook_message_not_found", "webhook_endpoint_disabled"],
    storable: (message) => message,
  },
  async ({ ctx, params }) => mapOk(await replayMessage(ctx, params.id), toWebhookMessageResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: replayWebhookMessage });
