import { issueApiKey, listApiKeys } from "@/lib/access";
import { pageOf, toPage } from "@/lib/http";
import {
  ApiKeyQuery,
  ApiKeyResource,
  CreateApiKeyBody,
  endpoint,
  NewApiKeyResource,
  route,
  toApiKeyResource,
  toNewApiKeyResource,
  withoutSecret,
} from "@/lib/http/native";
import { mapOk, ok } from "@/lib/result";

const createApiKey = endpoint(
  {
    operationId: "createApiKey",
    summary: "Create an API key",
    description:
      "`secret` is the whole key, shown only once. Only its hash is stored, so a replayed response omits it. If you lose the first response, delete the key and create another.",
    tag: "API keys",
    scope: "settings:write",
    body: CreateApiKeyBody,
    status: 201,
    response: NewApiKeyResource,
    refusals: ["scope_not_held", "expiry_in_past"],
    storable: withoutSecret,
  },
  async ({ ctx, body }) => mapOk(await issueApiKey(ctx, body), toNewApiKeyResource),
);

const listTheApiKeys = endpoint(
  {
    operationId: "listApiKeys",
    summary: "List API keys",
    description: "All keys except deleted ones. Expired keys stay in the list, to explain a 401.",
    tag: "API keys",
    scope: "settings:read",
    query: ApiKeyQuery,
    response: pageOf(ApiKeyResource),
    refusals: [],
  },
  async ({ ctx, query: { limit, cursor } }) =>
    ok(toPage(await listApiKeys(ctx, { before: cursor, limit: limit + 1 }), limit, toApiKeyResource)),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listTheApiKeys,
  POST: createApiKey,
});
