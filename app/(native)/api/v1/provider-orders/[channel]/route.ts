import { z } from "zod";
import { listProviderOrder, setProviderOrder } from "@/lib/delivery";
import {
  endpoint,
  ProviderOrderBody,
  ProviderOrderParams,
  ProviderResource,
  route,
  toProviderResource,
} from "@/lib/http/native";
import { mapOk, ok } from "@/lib/result";

const ProviderOrder = z.strictObject({ data: z.array(ProviderResource) });

const getProviderOrder = endpoint(
  {
    operationId: "getProviderOrder",
    summary: "Get the order of a channel's providers",
    description:
      "The first provider that accepts a message sends it. The inbox is not listed: it is used if nothing else sends the channel.",
    tag: "Providers",
    scope: "settings:read",
    params: ProviderOrderParams,
    response: ProviderOrder,
    refusals: [],
  },
  async ({ ctx, params }) => {
    const providers = await listProviderOrder(ctx.project.id, params.channel);
    return ok({ data: providers.map(toProviderResource) });
  },
);

const changeProviderOrder = endpoint(
  {
    operationId: "setProviderOrder",
    summary: "Set the order of a channel's providers",
    description: "Name every provider of the channel once. The order is used from the next message on.",
    tag: "Providers",
    scope: "settings:write",
    params: ProviderOrderParams,
    body: ProviderOrderBody,
    response: ProviderOrder,
    refusals: ["provider_order_invalid"],
  },
  async ({ ctx, params, body }) =>
    mapOk(await setProviderOrder(ctx, params.channel, body.providerIds), (providers) => ({
      data: providers.map(toProviderResource),
    })),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getProviderOrder,
  PUT: changeProviderOrder,
});
