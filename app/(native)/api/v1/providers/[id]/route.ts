import { deleteProvider, findProvider, updateProvider } from "@/lib/delivery";
import {
  endpoint,
  givenProvider,
  ProviderParams,
  ProviderResource,
  route,
  toProviderResource,
  UpdateProviderBody,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";

const getProvider = endpoint(
  {
    operationId: "getProvider",
    summary: "Get a provider",
    tag: "Providers",
    scope: "settings:read",
    params: ProviderParams,
    response: ProviderResource,
    refusals: ["provider_not_found"],
  },
  async ({ ctx, params }) => mapOk(await findProvider(ctx, params.id), toProviderResource),
);

const changeProvider = endpoint(
  {
    operationId: "updateProvider",
    summary: "Update a provider",
    description: "Omitted members keep their value. Secrets can be written but not read.",
    tag: "Providers",
    scope: "settings:write",
    params: ProviderParams,
    body: UpdateProviderBody,
    response: ProviderResource,
    refusals: [
      "provider_not_found",
      "provider_channel_unsupported",
      "provider_config_invalid",
      "countries_required",
    ],
  },
  async ({ ctx, params, body }) =>
    mapOk(await updateProvider(ctx, params.id, givenProvider(body)), toProviderResource),
);

const removeProvider = endpoint(
  {
    operationId: "deleteProvider",
    summary: "Delete a provider",
    description: "Returns the deleted provider. Its past deliveries stay on record.",
    tag: "Providers",
    scope: "settings:write",
    params: ProviderParams,
    response: ProviderResource,
    refusals: ["provider_not_found"],
  },
  async ({ ctx, params }) => mapOk(await deleteProvider(ctx, params.id), toProviderResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getProvider,
  PATCH: changeProvider,
  DELETE: removeProvider,
});
