import { and, desc, eq, ilike, sql } from "drizzle-orm";
import { suppressions } from "@/drizzle/schema";
import { arrayLiteral, db, isAfterPage, patternContaining, prepared, type Tx } from "@/lib/db";
import type { Channel } from "@/lib/projects";

export type Suppression = typeof suppressions.$inferSelect;
export type NewSuppression = typeof suppressions.$inferInsert;

const s = suppressions;

const selectSuppressed = prepared<Record<string, unknown>, { id: string }>((on) =>
  on
    .select({ id: sql<string>`asked.id` })
    .from(
      sql`unnest(${sql.placeholder("id")}::uuid[], ${sql.placeholder("projectId")}::uuid[], ${sql.placeholder("recipient")}::text[],
        ${sql.placeholder("channel")}::text[]) as asked(id, project_id, recipient, channel)
        cross join lateral (
          select from ${s} where ${s.projectId} = asked.project_id and ${s.recipient} in (lower(asked.recipient), suppressed_hash(asked.project_id, asked.recipient)) and ${s.channel} = asked.channel
          limit 1) found`,
    )
    .prepare("suppressed_deliveries"),
);

interface Addressed {
  id: string;
  projectId: string;
  channel: Channel;
  recipient: string;
}

/** The ids of those deliveries whose recipient gets no messages. */
export async function suppressedAmong(deliveries: readonly Addressed[]): Promise<ReadonlySet<string>> {
  if (deliveries.length === 0) return new Set();
  const column = (name: keyof Addressed) => arrayLiteral(deliveries.map((one) => one[name]));
  const rows = await selectSuppressed({
    id: column("id"),
    projectId: column("projectId"),
    recipient: column("recipient"),
    channel: column("channel"),
  });
  return new Set(rows.map(({ id }) => id));
}

export interface SuppressionFilter {
  /** Part of an address or number, case-insensitive. */
  search?: string;
  channel?: Channel;
  /** The last row of the previous page. */
  before?: { createdAt: Date; id: string };
  limit: number;
}

/** Newest first. */
export async function listRows(projectId: string, filter: SuppressionFilter): Promise<Suppression[]> {
  const { search, channel, before } = filter;
  return db()
    .select()
    .from(s)
    .where(
      and(
        eq(s.projectId, projectId),
        search ? ilike(s.recipient, patternContaining(search)) : undefined,
        channel ? eq(s.channel, channel) : undefined,
        isAfterPage(s, before),
      ),
    )
    .orderBy(desc(s.createdAt), desc(s.id))
    .limit(filter.limit);
}

/** A recipient's suppressions on all channels. */
export async function suppressionsOfRecipient(projectId: string, recipient: string): Promise<Suppression[]> {
  return db()
    .select()
    .from(s)
    .where(
      and(
        eq(s.projectId, projectId),
        sql`${s.recipient} in (lower(${recipient}), suppressed_hash(${projectId}::uuid, ${recipient}))`,
      ),
    );
}

export async function findRow(projectId: string, id: string): Promise<Suppression | null> {
  const [row] = await db()
    .select()
    .from(s)
    .where(and(eq(s.projectId, projectId), eq(s.id, id)));
  return row ?? null;
}

/** Adds a suppression. Null if the recipient already has one on the channel. */
export async function insertRow(row: NewSuppression, tx: Tx): Promise<Suppression | null> {
  const [inserted] = await tx
    .insert(s)
    .values({ ...row, recipient: row.recipient.toLowerCase() })
    .onConflictDoNothing()
    .returning();
  return inserted ?? null;
}

export async function deleteRow(projectId: string, id: string, tx: Tx): Promise<Suppression | null> {
  const [row] = await tx
    .delete(s)
    .where(and(eq(s.projectId, projectId), eq(s.id, id)))
    .returning();
  return row ?? null;
}
