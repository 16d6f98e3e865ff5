import { rotateApiKey } from "@/lib/access";
import {
  ApiKeyParams,
  endpoint,
  NewApiKeyResource,
  RotateApiKeyBody,
  route,
  toNewApiKeyResource,
  withoutSecret,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";

const rotateAnApiKey = endpoint(
  {
    operationId: "rotateApiKey",
    summary: "Rotate an API key",
    description:
      "Creates a new key with the same name and scopes. The old key stops working after the overlap, or at its own expiry if that is earlier. `secret` is the whole new key, shown only once; a replayed response omits it.",
    tag: "API keys",
    scope: "settings:write",
    params: ApiKeyParams,
    body: RotateApiKeyBody,
    status: 201,
    response: NewApiKeyResource,
    refusals: ["api_key_not_found", "scope_not_held", "expiry_in_past"],
    storable: withoutSecret,
  },
  async ({ ctx, params, body }) =>
    mapOk(await rotateApiKey(ctx, { apiKeyId: params.id, ...body }), toNewApiKeyResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: rotateAnApiKey });
