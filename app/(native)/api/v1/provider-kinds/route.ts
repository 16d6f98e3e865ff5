import { providerKinds } from "@/lib/delivery";
import { pageOf } from "@/lib/http";
import { endpoint, ProviderKindResource, route, toProviderKindResource } from "@/lib/http/native";
import { ok } from "@/lib/result";

const listProviderKinds = endpoint(
  {
    operationId: "listProviderKinds",
    summary: "List provider kinds",
    description: "Each with the JSON Schema of its config, for building forms.",
    tag: "Providers",
    scope: "settings:read",
    response: pageOf(ProviderKindResource),
    refusals: [],
  },
  async () => ok({ data: providerKinds.map(toProviderKindResource), nextCursor: null }),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: listProviderKinds });
