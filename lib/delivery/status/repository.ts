import { type SQL, sql } from "drizzle-orm";
import { type DeliveryStatus, deliveries, deliveryTries, events } from "@/drizzle/schema";
import { db, type Tx } from "@/lib/db";
import { type DeliveryRow, findRowById } from "../repository";

/**
 * Statuses from early to late. A report counts only if it is later than what is known about the same try, so that replayed
 * and reordered ones change nothing. A bounce can follow a delivery: mail servers accept messages that they return
 * afterwards.
 */
const ranks: Record<DeliveryStatus, number> = { sent: 1, delivered: 2, failed: 2, bounced: 3, complained: 3 };

const rankOf = (column: SQL): SQL =>
  sql`case ${sql.join(
    // Not `case column when`, which Citus gets wrong in an update.
    Object.entries(ranks).map(
      ([status, rank]) => sql`when ${column} = ${status} then ${sql.raw(String(rank))}`,
    ),
    sql` `,
  )} else 0 end`;

export interface StatusChange {
  deliveryId: string;
  providerId: string;
  providerMessageId: string;
  status: DeliveryStatus;
  providerCode: string | null;
}

/** A delivery that a provider reports about. */
export interface ReportedDelivery {
  row: DeliveryRow;
  /** The report is about the current try, and its status is later than the known one. */
  isNews: boolean;
}

const d = deliveries;

/**
 * The report is about the current try: its message id is that of the try, or the try has none yet and neither has an earlier
 * one. A report can arrive before our own record of the provider's reply.
 */
function isCurrent({ providerId, providerMessageId }: StatusChange): SQL {
  return sql`(${d.providerId} = ${providerId} and (${d.providerMessageId} = ${providerMessageId}
    or coalesce(${d.providerMessageId}, '') = '' and not exists (
      select from ${deliveryTries} t where t.delivery_id = ${d.id} and t.project_id = ${d.projectId} and t.provider_message_id = ${providerMessageId})))`;
}

/** The report is about an earlier try, whose reply may not be on record. */
function isEarlier({ providerId, providerMessageId }: StatusChange): SQL {
  return sql`exists (select from ${deliveryTries} t where t.delivery_id = ${d.id} and t.project_id = ${d.projectId} and t.provider_id = ${providerId}
    and coalesce(t.provider_message_id, '') in ('', ${providerMessageId}))`;
}

function isLater({ status }: StatusChange): SQL {
  return sql`${rankOf(sql`${d.status}`)} < ${ranks[status]}`;
}

/** Null if the provider made no try of the delivery with this message id. */
export async function findReported(change: StatusChange): Promise<ReportedDelivery | null> {
  const [found] = await db()
    .select({ isNews: sql<boolean>`${isCurrent(change)} and ${isLater(change)}` })
    .from(d)
    .where(sql`${d.id} = ${change.deliveryId} and (${isCurrent(change)} or ${isEarlier(change)})`);
  const row = found && (await findRowById(change.deliveryId));
  return row ? { row, isNews: found.isNews } : null;
}

/** Records a status of the current try if it is later than the known one. False if it is not. */
export async function advanceStatus(change: StatusChange, tx: Tx): Promise<boolean> {
  const advanced = await tx
    .update(d)
    .set({ status: change.status, statusAt: sql`now()`, statusCode: change.providerCode })
    .where(sql`${d.id} = ${change.deliveryId} and ${isCurrent(change)} and ${isLater(change)}`)
    .returning({ id: d.id });
  return advanced.length > 0;
}

/** Whether a report about the delivery suppressed its recipient before, even if the suppression was deleted since. */
export async function hasSuppressed({ id, verificationId }: DeliveryRow, tx: Tx): Promise<boolean> {
  const [row] = await tx
    .select({ id: events.id })
    .from(events)
    .where(
      sql`${events.verificationId} = ${verificationId} and ${events.type} = 'suppression.created'
        and ${events.data} ->> 'deliveryId' = ${id}`,
    )
    .limit(1);
  return row !== undefined;
}
