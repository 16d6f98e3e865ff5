import { retryDelivery } from "@/lib/delivery";
import {
  DeliveryParams,
  DeliveryResource,
  endpoint,
  RetryDeliveryBody,
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
    body: RetryDeliveryBody,
    status: 202,
    response: DeliveryResource,
    refusals: [
      "delivery_not_found",
      "delivery_not_retryable",
      "provider_not_found",
      "provider_channel_unsupported",
    ],
    storable: (delivery) => delivery,
  },
  async ({ ctx, params, body }) => mapOk(await retryDelivery(ctx, params.id, body), toDeliveryResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: retryADelivery });
