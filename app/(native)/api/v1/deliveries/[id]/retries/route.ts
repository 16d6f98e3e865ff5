import { retryDelivery } from "@/lib/delivery";
import {
  DeliveryParams,
  DeliveryResource,
  EmptyBody,
  endpoint,
  route,
  toDeliveryResource,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";

const retryADelivery = endpoint(
  {
    operationId: "retryDelivery",
    summary: "Try a delivery again",
    description:
      "Puts back into the outbox what was given up, or what waits for its next try. It ends as `undeliverable` again if its code has expired.",
    tag: "Deliveries",
    scope: "verifications:write",
    params: DeliveryParams,
    body: EmptyBody,
    status: 202,
    response: DeliveryResource,
    refusals: ["delivery_not_found", "delivery_not_retryable"],
    storable: (delivery) => delivery,
  },
  async ({ ctx, params }) => mapOk(await retryDelivery(ctx, params.id), toDeliveryResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: retryADelivery });
