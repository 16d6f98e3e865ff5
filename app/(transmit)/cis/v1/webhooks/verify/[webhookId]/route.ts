import { clientEndpoint, route, verifyWebhook, WebhookPath, WebhookVerified } from "@/lib/dialects/transmit";

const verify = clientEndpoint(
  {
    operationId: "transmit.verifyWebhook",
    summary: "Verify a webhook",
    tag: "Transmit",
    scope: "webhooks:write",
    params: WebhookPath,
    response: WebhookVerified,
    refusals: ["webhook_not_found"],
  },
  async ({ ctx, params }) => verifyWebhook(ctx, params.webhookId),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: verify });
