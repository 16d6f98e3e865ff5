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
  async ({ ctx, query: { limit, cursor, email, phone, ...filter } }) => {
    const recipient = recipientOf({ email, phone });
    const page = { before: cursor, limit: limit + 1 };
    const rows = await listDeliveries(ctx.project.id, { ...filter, recipient, ...page });
    return ok(toPage(rows, limit, toDeliveryResource));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: listTheDeliveries });
