import { deleteApiKey, findApiKey, updateApiKey } from "@/lib/access";
import {
  ApiKeyParams,
  ApiKeyResource,
  endpoint,
  route,
  toApiKeyResource,
  UpdateApiKeyBody,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";

const getApiKey = endpoint(
  {
    operationId: "getApiKey",
    summary: "Get an API key",
    tag: "API keys",
    scope: "settings:read",
    params: ApiKeyParams,
    response: ApiKeyResource,
    refusals: ["api_key_not_found"],
  },
  async ({ ctx, params }) => mapOk(await findApiKey(ctx, params.id), toApiKeyResource),
);

const changeApiKey = endpoint(
  {
    operationId: "updateApiKey",
    summary: "Update an API key",
    description:
      "Omitted members keep their value. A key is refused from other addresses within five seconds, even the one that makes this call.",
    tag: "API keys",
    scope: "settings:write",
    params: ApiKeyParams,
    body: UpdateApiKeyBody,
    response: ApiKeyResource,
    refusals: ["api_key_not_found"],
  },
  async ({ ctx, params, body }) =>
    mapOk(await updateApiKey(ctx, { ...body, apiKeyId: params.id }), toApiKeyResource),
);

const removeApiKey = endpoint(
  {
    operationId: "deleteApiKey",
    summary: "Delete an API key",
    description:
      "The key stops working everywhere within five seconds. Returns the deleted key. A key can delete itself.",
    tag: "API keys",
    scope: "settings:write",
    params: ApiKeyParams,
    response: ApiKeyResource,
    refusals: ["api_key_not_found"],
  },
  async ({ ctx, params }) => mapOk(await deleteApiKey(ctx, params.id), toApiKeyResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getApiKey,
  PATCH: changeApiKey,
  DELETE: removeApiKey,
});
