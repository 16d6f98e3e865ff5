import { and, asc, eq, inArray, ne, or, sql } from "drizzle-orm";
import { projects, providers } from "@/drizzle/schema";
import { db, prepared, type Tx } from "@/lib/db";
import { newId } from "@/lib/id";

export type ProviderRow = typeof providers.$inferSelect;
export type NewProviderRow = typeof providers.$inferInsert;

const inOrder = [asc(providers.position), asc(providers.createdAt), asc(providers.id)];

/** A project's providers in the order in which they are tried. */
export async function listRows(projectId: string): Promise<ProviderRow[]> {
  return db()
    .select()
    .from(providers)
    .where(eq(providers.projectId, projectId))
    .orderBy(...inOrder);
}

export async function findRow(projectId: string, id: string): Promise<ProviderRow | null> {
  const [row] = await db()
    .select()
    .from(providers)
    .where(and(eq(providers.projectId, projectId), eq(providers.id, id)));
  return row ?? null;
}

/** Providers of any project, to name the providers of past tries. */
export async function findRowsById(ids: readonly string[]): Promise<ProviderRow[]> {
  if (ids.length === 0) return [];
  return db()
    .select()
    .from(providers)
    .where(inArray(providers.id, [...ids]));
}

/** Locks the row against changes until the transaction ends. */
export async function lockRow(projectId: string, id: string, tx: Tx): Promise<ProviderRow | null> {
  const [row] = await tx
    .select()
    .from(providers)
    .where(and(eq(providers.projectId, projectId), eq(providers.id, id)))
    .for("update");
  return row ?? null;
}

/** Locks all of a project's providers against changes until the transaction ends. */
export async function lockRows(projectId: string, tx: Tx): Promise<ProviderRow[]> {
  return tx
    .select()
    .from(providers)
    .where(eq(providers.projectId, projectId))
    .orderBy(asc(providers.id))
    .for("update");
}

/** Adds a provider, last by default. */
export async function insertRow(
  row: Omit<NewProviderRow, "position"> & { position?: number },
  tx: Tx,
): Promise<ProviderRow> {
  const last = sql`(select coalesce(max(p.position) + 1, 0) from ${providers} p where p.project_id = ${row.projectId})`;
  const [inserted] = await tx
    .insert(providers)
    .values({ ...row, position: row.position ?? last })
    .returning();
  return inserted!;
}

export async function updateRow(id: string, change: Partial<NewProviderRow>, tx: Tx): Promise<ProviderRow> {
  const [row] = await tx
    .update(providers)
    .set({ ...change, updatedAt: sql`now()` })
    .where(eq(providers.id, id))
    .returning();
  return row!;
}

export async function deleteRow(projectId: string, id: string, tx: Tx): Promise<ProviderRow | null> {
  const [row] = await tx
    .delete(providers)
    .where(and(eq(providers.projectId, projectId), eq(providers.id, id)))
    .returning();
  return row ?? null;
}

/** Adds the inbox to a new project, once. */
export async function seedInbox(projectId: string, tx: Tx = db()): Promise<void> {
  await tx.execute(sql`
    insert into ${providers} (id, project_id, kind, name, channels)
    select ${newId()}::uuid, ${projectId}::uuid, 'inbox', 'Inbox', '{email,sms,voice,whatsapp}'
    where not exists (select from ${providers} where project_id = ${projectId} and kind = 'inbox')`);
}

/**
 * The reserved project has no providers and no page to configure them. Its messages use the providers of the oldest
 * ordinary project, if possible of a live one in use.
 */
const whoseProviders = sql`(
  select case p.kind when 'ordinary' then p.id else (
    select o.id from ${projects} o where o.kind = 'ordinary'
    order by o.archived_at is not null, o.environment <> 'live', o.environment = 'shadow', o.created_at, o.id limit 1) end
  from ${projects} p where p.id = ${sql.placeholder("projectId")}::uuid)`;

const selectEnabled = prepared<{ projectId: string }, { provider: ProviderRow; mayCharge: boolean }>((db) =>
  db
    .select({
      provider: providers,
      mayCharge: sql<boolean>`${projects.environment} = 'live' or coalesce((${projects.settings} ->> 'usePaidProviders')::boolean, false)`,
    })
    .from(providers)
    .innerJoin(projects, eq(projects.id, providers.projectId))
    .where(
      and(
        eq(providers.projectId, whoseProviders),
        eq(providers.isEnabled, true),
        or(ne(projects.environment, "shadow"), eq(providers.kind, "inbox")),
      ),
    )
    .orderBy(...inOrder)
    .prepare("enabled_providers"),
);

/**
 * The providers for a project's messages, in the order in which they are tried; of a shadow project only the inbox. `mayCharge`: whether the project may use those
 * that charge for messages.
 */
export async function listEnabledRows(
  projectId: string,
): Promise<{ provider: ProviderRow; mayCharge: boolean }[]> {
  return selectEnabled({ projectId });
}
