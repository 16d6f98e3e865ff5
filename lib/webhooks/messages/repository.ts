import { and, asc, desc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { webhookAttempts as a, webhookMessages as m, webhookCursors } from "@/drizzle/schema";
import { db, isAfterPage, isNewerThan, type Tx } from "@/lib/db";

export type MessageRow = typeof m.$inferSelect;
export type AttemptRow = typeof a.$inferSelect;

export interface MessageFilter {
  type?: string;
  outcome?: "pending" | "delivered" | "failed" | "skipped";
  before?: { createdAt: Date; id: string };
  /** Only those with a larger sequence number. */
  after?: number;
  /** Only newer ones. */
  newerThan?: { createdAt: Date; id: string };
  ids?: readonly string[];
  limit: number;
}

/** An endpoint's messages, newest first. */
export async function listRows(endpointId: string, filter: MessageFilter): Promise<MessageRow[]> {
  const { type, outcome, before, after, newerThan, ids } = filter;
  return db()
    .select()
    .from(m)
    .where(
      and(
        eq(m.endpointId, endpointId),
        type === undefined ? undefined : eq(m.type, type),
        outcome === undefined
          ? undefined
          : outcome === "pending"
            ? isNull(m.outcome)
            : eq(m.outcome, outcome),
        after === undefined ? undefined : gt(m.sequence, after),
        isAfterPage(m, before),
        isNewerThan(m, newerThan),
        ids && inArray(m.id, [...ids]),
      ),
    )
    .orderBy(desc(m.createdAt), desc(m.id))
    .limit(filter.limit);
}

export async function findRow(projectId: string, id: string): Promise<MessageRow | null> {
  const [row] = await db()
    .select()
    .from(m)
    .where(and(eq(m.projectId, projectId), eq(m.id, id)));
  return row ?? null;
}

/** A message's attempts, in order. */
export async function listAttempts(messageId: string): Promise<AttemptRow[]> {
  return db().select().from(a).where(eq(a.messageId, messageId)).orderBy(asc(a.number)).limit(1000);
}

/** Takes the endpoint's next `count` sequence numbers and returns the first. */
async function takeSequence(tx: Tx, endpointId: string, count: number): Promise<number> {
  const [row] = await tx
    .update(webhookCursors)
    .set({ lastSequence: sql`${webhookCursors.lastSequence} + ${count}` })
    .where(eq(webhookCursors.endpointId, endpointId))
    .returning({ last: webhookCursors.lastSequence });
  return row!.last - count + 1;
}

export async function insertTest(
  tx: Tx,
  row: Pick<MessageRow, "id" | "endpointId" | "projectId" | "type">,
): Promise<MessageRow> {
  const sequence = await takeSequence(tx, row.endpointId, 1);
  const [inserted] = await tx
    .insert(m)
    .values({ ...row, sequence })
    .returning();
  return inserted!;
}

const again = { outcome: null, finishedAt: null, runAt: sql`now()`, roundCount: 0 };

/** Sends a message again. One that waits is sent now. */
export async function requeue(tx: Tx, projectId: string, id: string): Promise<MessageRow | null> {
  const [row] = await tx
    .update(m)
    .set(again)
    .where(and(eq(m.projectId, projectId), eq(m.id, id)))
    .returning();
  return row ?? null;
}

export interface ReplayRange {
  from: Date;
  to: Date;
  /** Only those that have failed for good. */
  isOnlyFailed: boolean;
}

/** The most messages that one replay sends. */
export const mostReplayed = 10_000;

/** Sends the messages of a period again, the oldest first. Returns how many there are. */
export async function requeueRange(tx: Tx, endpointId: string, { from, to, isOnlyFailed }: ReplayRange) {
  const rows = await tx.execute(sql`
    update ${m} set outcome = null, finished_at = null, run_at = now(), round_count = 0
    where id = any(array(
      select m.id from ${m} m where m.endpoint_id = ${endpointId} and m.created_at >= ${from.toISOString()}::timestamptz
        and m.created_at < ${to.toISOString()}::timestamptz and ${isOnlyFailed ? sql`m.outcome = 'failed'` : sql`m.outcome is not null`}
      order by m.created_at, m.id limit ${mostReplayed}))`);
  return rows.count;
}
