import {
  endpoint,
  NewWebhookEndpointResource,
  RotateWebhookSecretBody,
  route,
  toNewWebhookEndpointResource,
  WebhookEndpointParams,
  withoutWebhookSecret,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { rotateSecret } from "@/lib/webhooks";

const rotateWebhookSecret = endpoint(
  {
    operationId: "rotateWebhookSecret",
    summary: "Rotate a webhook's signing key",
    description:
      "Creates a new key. During the overlap, requests are signed with both, so that consumers can change theirs at any time. `secret` is the new key, shown only once; a replayed response omits it.",
    tag: "Webhooks",
    scope: "webhooks:write",
    params: WebhookEndpointParams,
    body: RotateWebhookSecretBody,
    status: 201,
    response: NewWebhookEndpointResource,
    refusals: ["webhook_endpoint_not_found"],
    storable: withoutWebhookSecret,
  },
  async ({ ctx, params, body }) =>
    mapOk(await rotateSecret(ctx, params.id, body.overlapSeconds), toNewWebhookEndpointResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: rotateWebhookSecret });
