import { pageOf, toPage } from "@/lib/http";
import {
  CreateWebhookEndpointBody,
  endpoint,
  NewWebhookEndpointResource,
  route,
  toNewWebhookEndpointResource,
  toWebhookEndpointResource,
  WebhookEndpointQuery,
  WebhookEndpointResource,
  withoutWebhookSecret,
} from "@/lib/http/native";
import { mapOk, ok } from "@/lib/result";
import { createEndpoint, listEndpoints } from "@/lib/webhooks";

const createAWebhookEndpoint = endpoint(
  {
    operationId: "createWebhookEndpoint",
    summary: "Create a webhook endpoint",
    description:
      "It gets what happens from now on. `secret` is its signing key, shown only once; a replayed response omits it.",
    tag: "Webhooks",
    scope: "webhooks:write",
    body: CreateWebhookEndpointBody,
    status: 201,
    response: NewWebhookEndpointResource,
    refusals: ["webhook_url_forbidden", "webhook_endpoints_exhausted"],
    storable: withoutWebhookSecret,
  },
  async ({ ctx, body }) => mapOk(await createEndpoint(ctx, body), toNewWebhookEndpointResource),
);

const listAllWebhookEndpoints = endpoint(
  {
    operationId: "listWebhookEndpoints",
    summary: "List webhook endpoints",
    tag: "Webhooks",
    scope: "webhooks:read",
    query: WebhookEndpointQuery,
    response: pageOf(WebhookEndpointResource),
    refusals: [],
  },
  async ({ ctx, query: { limit, cursor } }) => {
    const rows = await listEndpoints(ctx.project.id, { before: cursor, limit: limit + 1 });
    return ok(toPage(rows, limit, toWebhookEndpointResource));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listAllWebhookEndpoints,
  POST: createAWebhookEndpoint,
});
