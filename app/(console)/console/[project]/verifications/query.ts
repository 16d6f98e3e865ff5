import { z } from "zod";
import type { Ctx } from "@/lib/access";
import { fromTypeId } from "@/lib/id";
import { channels } from "@/lib/projects";
import { day, hour } from "@/lib/time";
import { listUsers } from "@/lib/users";
import { type ListFilter, statuses } from "@/lib/verification";
import { listQuery, pageSize } from "../_parts/list-query";

export const spans = { "1h": hour, "24h": day, "7d": 7 * day, "30d": 30 * day };

/** The list's query parameters. */
export const VerificationSearch = z.object({
  ...listQuery,
  status: z.enum(statuses).optional().catch(undefined),
  channel: z.enum(channels).optional().catch(undefined),
  purpose: z.string().max(64).optional().catch(undefined),
  time: z.enum(["1h", "24h", "7d", "30d"]).optional().catch(undefined),
});
export type VerificationSearch = z.infer<typeof VerificationSearch>;

/** The query as a filter. `q` is a user ID or external ID if one matches, else part of an address. */
export async function filterOf(
  ctx: Ctx,
  { q, time, cursor, ...rest }: VerificationSearch,
): Promise<ListFilter> {
  const filter = {
    ...rest,
    createdAfter: time && new Date(Date.now() - spans[time] * 1000),
    before: cursor,
    limit: pageSize + 1,
  };
  if (q === undefined) return filter;
  const userId = fromTypeId("usr", q) ?? (await listUsers(ctx, { externalId: q, limit: 1 }))[0]?.id;
  return userId ? { ...filter, userId } : { ...filter, identifierContains: q };
}
