import { z } from "zod";
import { type DeliveryFilter, deliveryStatuses } from "@/lib/delivery";
import { idOf } from "@/lib/http/native";
import { channels } from "@/lib/projects";
import { listQuery } from "../_parts/list-query";

/** The list's filters in the URL. */
export const MessageSearch = z.object({
  ...listQuery,
  outcome: z.enum(["pending", "accepted", "undeliverable", "skipped"]).optional().catch(undefined),
  status: z.enum(deliveryStatuses).optional().catch(undefined),
  channel: z.enum(channels).optional().catch(undefined),
  provider: idOf("prv").optional().catch(undefined),
});

export function filterOf({
  q,
  cursor,
  provider,
  ...chosen
}: z.output<typeof MessageSearch>): Omit<DeliveryFilter, "limit"> {
  return { ...chosen, providerId: provider, recipient: q, before: cursor };
}
