import {
  endpoint,
  givenEndpoint,
  route,
  toWebhookEndpointResource,
  UpdateWebhookEndpointBody,
  WebhookEndpointParams,
  WebhookEndpointResource,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { deleteEndpoint, findEndpoint, updateEndpoint } from "@/lib/webhooks";

const getWebhookEndpoint = endpoint(
  {
    operationId: "getWebhookEndpoint",
    summary: "Get a webhook endpoint",
    tag: "Webhooks",
    scope: "webhooks:read",
    params: WebhookEndpointParams,
    response: WebhookEndpointResource,
    refusals: ["webhook_endpoint_not_found"],
  },
  async ({ ctx, params }) => mapOk(await findEndpoint(ctx, params.id), toWebhookEndpointResource),
);

const updateWebhookEndpoint = endpoint(
  {
    operationId: "updateWebhookEndpoint",
    summary: "Update a webhook endpoint",
    description: "Changes the members you send and keeps the others.",
    tag: "Webhooks",
    scope: "webhooks:write",
    params: WebhookEndpointParams,
    body: UpdateWebhookEndpointBody,
    response: WebhookEndpointResource,
    refusals: ["webhook_endpoint_not_found", "webhook_url_forbidden"],
  },
  async ({ ctx, params, body }) =>
    mapOk(await updateEndpoint(ctx, params.id, givenEndpoint(body)), toWebhookEndpointResource),
);

const deleteWebhookEndpoint = endpoint(
  {
    operationId: "deleteWebhookEndpoint",
    summary: "Delete a webhook endpoint",
    description: "Deletes its messages as well. Returns the deleted endpoint.",
    tag: "Webhooks",
    scope: "webhooks:write",
    params: WebhookEndpointParams,
    response: WebhookEndpointResource,
    refusals: ["webhook_endpoint_not_found"],
  },
  async ({ ctx, params }) => mapOk(await deleteEndpoint(ctx, params.id), toWebhookEndpointResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getWebhookEndpoint,
  PATCH: updateWebhookEndpoint,
  DELETE: deleteWebhookEndpoint,
});
