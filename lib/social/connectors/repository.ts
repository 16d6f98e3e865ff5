import { and, asc, eq, sql } from "drizzle-orm";
import { connectors } from "@/drizzle/schema";
import { db, type Tx } from "@/lib/db";

export type ConnectorRow = typeof connectors.$inferSelect;
export type NewConnectorRow = typeof connectors.$inferInsert;

const isConnector = (projectId: string, id: string) =>
  and(eq(connectors.projectId, projectId), eq(connectors.id, id));

/** A project's connectors, oldest first: the order in which people see them. */
export async function listRows(projectId: string): Promise<ConnectorRow[]> {
  return db()
    .select()
    .from(connectors)
    .where(eq(connectors.projectId, projectId))
    .orderBy(asc(connectors.createdAt), asc(connectors.id));
}

export async function findRow(projectId: string, id: string): Promise<ConnectorRow | null> {
  const [row] = await db().select().from(connectors).where(isConnector(projectId, id));
  return row ?? null;
}

/** Locks the row against changes until the transaction ends. */
export async function lockRow(projectId: string, id: string, tx: Tx): Promise<ConnectorRow | null> {
  const [row] = await tx.select().from(connectors).where(isConnector(projectId, id)).for("update");
  return row ?? null;
}

export async function insertRow(row: NewConnectorRow, tx: Tx): Promise<ConnectorRow> {
  const [inserted] = await tx.insert(connectors).values(row).returning();
  return inserted!;
}

export async function updateRow(
  projectId: string,
  id: string,
  change: Partial<NewConnectorRow>,
  tx: Tx,
): Promise<ConnectorRow> {
  const [row] = await tx
    .update(connectors)
    .set({ ...change, updatedAt: sql`now()` })
    .where(isConnector(projectId, id))
    .returning();
  return row!;
}

export async function deleteRow(projectId: string, id: string, tx: Tx): Promise<ConnectorRow | null> {
  const [row] = await tx.delete(connectors).where(isConnector(projectId, id)).returning();
  return row ?? null;
}
