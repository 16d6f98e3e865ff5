import {
  CreateWebhook,
  clientEndpoint,
  createWebhook,
  listWebhooks,
  route,
  WebhookAnswer,
  WebhookList,
} from "@/lib/dialects/transmit";
import { ok } from "@/lib/result";

const create = clientEndpoint(
  {
    operationId: "transmit.createWebhook",
    summary: "Create a webhook",
    tag: "Transmit",
    scope: "webhooks:write",
    body: CreateWebhook,
    status: 201,
    response: WebhookAnswer,
    refusals: ["value_refused"],
  },
  async ({ ctx, body }) => createWebhook(ctx, body),
);

const list = clientEndpoint(
  {
    operationId: "transmit.listWebhooks",
    summary: "List webhooks",
    tag: "Transmit",
    scope: "webhooks:read",
    response: WebhookList,
    refusals: [],
  },
  async ({ ctx }) => ok(await listWebhooks(ctx)),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: list, POST: create });
