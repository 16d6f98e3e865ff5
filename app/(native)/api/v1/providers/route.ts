import { createProvider, listProviders } from "@/lib/delivery";
import { pageOf } from "@/lib/http";
import {
  CreateProviderBody,
  endpoint,
  givenProvider,
  ProviderResource,
  route,
  toProviderResource,
} from "@/lib/http/native";
import { mapOk, ok } from "@/lib/result";

const createAProvider = endpoint(
  {
    operationId: "createProvider",
    summary: "Create a provider",
    description:
      "It is used from the next message on. Check that it works with `POST /providers/{id}/tests`.",
    tag: "Providers",
    scope: "settings:write",
    body: CreateProviderBody,
    status: 201,
    response: ProviderResource,
    refusals: [
      "provider_kind_unknown",
      "provider_channel_unsupported",
      "provider_config_invalid",
      "countries_required",
    ],
    storable: (provider) => provider,
  },
  async ({ ctx, body }) => mapOk(await createProvider(ctx, givenProvider(body)), toProviderResource),
);

const listAllProviders = endpoint(
  {
    operationId: "listProviders",
    summary: "List providers",
    description: "All providers, in the order they are tried.",
    tag: "Providers",
    scope: "settings:read",
    response: pageOf(ProviderResource),
    refusals: [],
  },
  async ({ ctx }) => {
    const providers = await listProviders(ctx.project.id);
    return ok({ data: providers.map(toProviderResource), nextCursor: null });
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listAllProviders,
  POST: createAProvider,
});
