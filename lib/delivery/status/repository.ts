import { type SQL, sql } from "drizzle-orm";
import { type DeliveryStatus, deliveries } from "@/drizzle/schema";
import type { Tx } from "@/lib/db";
import type { DeliveryRow } from "../repository";

/**
 * Statuses from early to late. A report counts only if it is later than what is known, so that replayed and reordered ones
 * change nothing. A bounce can follow a delivery: mail servers accept messages that they return afterwards.
 */
const ranks: Record<DeliveryStatus, number> = { sent: 1, delivered: 2, failed: 2, bounced: 3, complained: 3 };

const rankOf = (column: SQL): SQL =>
  sql`case ${column} ${sql.join(
    Object.entries(ranks).map(([status, rank]) => sql`when ${status} then ${sql.raw(String(rank))}`),
    sql` `,
  )} else 0 end`;

export interface StatusChange {
  deliveryId: string;
  providerId: string;
  providerMessageId: string;
  status: DeliveryStatus;
  providerCode: string | null;
}

/**
 * Records a status if it is later than the known one. Null if it is not, or if it is about another try: only the last
 * try's provider can report. A report can arrive before our own record of the provider's reply.
 */
export async function advanceStatus(change: StatusChange, tx: Tx): Promise<DeliveryRow | null> {
  const d = deliveries;
  const [row] = await tx
    .update(d)
    .set({ status: change.status, statusAt: sql`now()`, statusCode: change.providerCode })
    .where(
      sql`${d.id} = ${change.deliveryId} and ${d.providerId} is not distinct from ${change.providerId}
        and coalesce(${d.providerMessageId}, '') in ('', ${change.providerMessageId})
        and ${rankOf(sql`${d.status}`)} < ${ranks[change.status]}`,
    )
    .returning();
  return row ? { ...row, runAt: null } : null;
}
