import { findDelivery } from "@/lib/delivery";
import { DeliveryParams, DeliveryResource, endpoint, route, toDeliveryResource } from "@/lib/http/native";
import { mapOk } from "@/lib/result";

const getDelivery = endpoint(
  {
    operationId: "getDelivery",
    summary: "Get a delivery",
    description: "Includes every try with the provider's reply.",
    tag: "Deliveries",
    scope: "verifications:read",
    params: DeliveryParams,
    response: DeliveryResource,
    refusals: ["delivery_not_found"],
  },
  async ({ ctx, params }) => mapOk(await findDelivery(ctx, params.id), toDeliveryResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: getDelivery });
