import { and, count, desc, eq, getTableColumns, isNull, sql } from "drizzle-orm";
import { webhookCursors as c, webhookEndpoints as e } from "@/drizzle/schema";
import { db, isAfterPage, type Tx } from "@/lib/db";

export type NewEndpointRow = typeof e.$inferInsert;
/** An endpoint, and the first failure since something arrived there. */
export type EndpointRow = typeof e.$inferSelect & { failingSince: Date | null };

const columns = { ...getTableColumns(e), failingSince: c.failingSince };
const select = (tx: Tx = db()) => tx.select(columns).from(e).innerJoin(c, eq(c.endpointId, e.id)).$dynamic();

/** Every enabled endpoint of the installation. */
export async function listEnabledRows(): Promise<EndpointRow[]> {
  return select().where(isNull(e.disabledAt)).orderBy(e.id);
}

export interface EndpointPage {
  before?: { createdAt: Date; id: string };
  limit: number;
}

/** A project's endpoints, newest first. */
export async function listRows(projectId: string, { before, limit }: EndpointPage): Promise<EndpointRow[]> {
  return select()
    .where(and(eq(e.projectId, projectId), isAfterPage(e, before)))
    .orderBy(desc(e.createdAt), desc(e.id))
    .limit(limit);
}

export async function findRow(projectId: string, id: string): Promise<EndpointRow | null> {
  const [row] = await select().where(and(eq(e.projectId, projectId), eq(e.id, id)));
  return row ?? null;
}

/** Locks the row until the transaction ends. */
export async function lockRow(tx: Tx, projectId: string, id: string): Promise<EndpointRow | null> {
  const [row] = await select(tx)
    .where(and(eq(e.projectId, projectId), eq(e.id, id)))
    .for("no key update", { of: e });
  return row ?? null;
}

export async function countRows(tx: Tx, projectId: string): Promise<number> {
  const [row] = await tx.select({ count: count() }).from(e).where(eq(e.projectId, projectId));
  return row!.count;
}

/** Adds an endpoint, which gets the events from now on. */
export async function insertRow(tx: Tx, row: NewEndpointRow): Promise<EndpointRow> {
  const [inserted] = await tx.insert(e).values(row).returning();
  await tx.insert(c).values({ endpointId: inserted!.id });
  return { ...inserted!, failingSince: null };
}

export async function updateRow(tx: Tx, id: string, change: Partial<NewEndpointRow>): Promise<void> {
  await tx
    .update(e)
    .set({ ...change, updatedAt: sql`now()` })
    .where(eq(e.id, id));
}

/** Enables it, from now on: what happened while it was disabled is not sent. */
export async function enableRow(tx: Tx, id: string): Promise<void> {
  await updateRow(tx, id, { disabledAt: null, disabledReason: null });
  const now = sql`now()`;
  await tx.update(c).set({ readUntil: now, sweptUntil: now, failingSince: null }).where(eq(c.endpointId, id));
}

/** Disables it. Null if it is disabled. */
export async function disableRow(
  tx: Tx,
  id: string,
  disabledReason: NonNullable<EndpointRow["disabledReason"]>,
) {
  const [row] = await tx
    .update(e)
    .set({ disabledAt: sql`now()`, disabledReason, updatedAt: sql`now()` })
    .where(and(eq(e.id, id), isNull(e.disabledAt)))
    .returning();
  return row ?? null;
}

export async function deleteRow(tx: Tx, projectId: string, id: string): Promise<boolean> {
  const rows = await tx
    .delete(e)
    .where(and(eq(e.projectId, projectId), eq(e.id, id)))
    .returning({ id: e.id });
  return rows.length > 0;
}
