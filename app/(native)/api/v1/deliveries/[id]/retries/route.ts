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
    summary: "Retry a delivery",
    description:
      "Puts a failed or waiting delivery back into the outbox. If its code has expired, it becomes `undeliverable` again.",
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
