import { cancelDelivery } from "@/lib/delivery";
import {
  DeliveryParams,
  DeliveryResource,
  EmptyBody,
  endpoint,
  route,
  toDeliveryResource,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";

const cancelADelivery = endpoint(
  {
    operationId: "cancelDelivery",
    summary: "Cancel a delivery",
    description:
      "Cancels one waiting message, such as a fallback. The verification and its other messages are not affected.",
    tag: "Deliveries",
    scope: "verifications:write",
    params: DeliveryParams,
    body: EmptyBody,
    response: DeliveryResource,
    refusals: ["delivery_not_found", "delivery_not_cancelable"],
  },
  async ({ ctx, params }) => mapOk(await cancelDelivery(ctx, params.id), toDeliveryResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: cancelADelivery });
