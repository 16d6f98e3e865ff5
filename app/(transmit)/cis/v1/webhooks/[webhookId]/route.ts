import {
  ChangeWebhook,
  changeWebhook,
  clientEndpoint,
  EmptyResponse,
  findWebhook,
  removeWebhook,
  route,
  SwitchWebhook,
  switchWebhook,
  WebhookAnswer,
  WebhookPath,
} from "@/lib/dialects/transmit";

const read = clientEndpoint(
  {
    operationId: "transmit.getWebhook",
    summary: "Get a webhook",
    tag: "Transmit",
    scope: "webhooks:read",
    params: WebhookPath,
    response: WebhookAnswer,
    refusals: ["webhook_not_found"],
  },
  async ({ ctx, params }) => findWebhook(ctx, params.webhookId),
);

const change = clientEndpoint(
  {
    operationId: "transmit.updateWebhook",
    summary: "Update a webhook",
    tag: "Transmit",
    scope: "webhooks:write",
    params: WebhookPath,
    body: ChangeWebhook,
    response: WebhookAnswer,
    refusals: ["webhook_not_found"],
  },
  async ({ ctx, params, body }) => changeWebhook(ctx, params.webhookId, body),
);

const toggle = clientEndpoint(
  {
    operationId: "transmit.switchWebhook",
    summary: "Enable or disable a webhook",
    tag: "Transmit",
    scope: "webhooks:write",
    params: WebhookPath,
    body: SwitchWebhook,
    status: 204,
    response: EmptyResponse,
    refusals: ["webhook_not_found", "value_refused"],
  },
  async ({ ctx, params, body }) => switchWebhook(ctx, params.webhookId, body.enabled),
);

const remove = clientEndpoint(
  {
    operationId: "transmit.deleteWebhook",
    summary: "Delete a webhook",
    tag: "Transmit",
    scope: "webhooks:write",
    params: WebhookPath,
    status: 204,
    response: EmptyResponse,
    refusals: ["webhook_not_found"],
  },
  async ({ ctx, params }) => removeWebhook(ctx, params.webhookId),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read,
  PUT: change,
  PATCH: toggle,
  DELETE: remove,
});
