import { listDeliveries } from "@/lib/delivery";
import { pageOf, toPage } from "@/lib/http";
import {
  DeliveryQuery,
  DeliveryResource,
  endpoint,
  recipientOf,
  route,
  toDeliveryResource,
} from "@/lib/http/native";
import { ok } from "@/lib/result";

const listTheDeliveries = endpoint(
  {
    operationId: "listDeliveries",
    summary: "List deliveries",
    tag: "Deliveries",
    scope: "verifications:read",
    query: DeliveryQuery,
    response: pageOf(DeliveryResource),
    refusals: [],
  },
  async ({ ctx, query: { limit, cursor, verificationId, outcome, ...given } }) => {
    const filter = { verificationId, outcome, recipient: recipientOf(given) };
    const rows = await listDeliveries(ctx.project.id, { ...filter, before: cursor, limit: limit + 1 });
    return ok(toPage(rows, limit, toDeliveryResource));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: listTheDeliveries });
