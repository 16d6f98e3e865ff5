import { and, asc, desc, eq, sql } from "drizzle-orm";
import { projects } from "@/drizzle/schema";
import { db, type Tx } from "@/lib/db";
import { newId, newNumber } from "@/lib/id";
import { type Project, toProject } from "./project";
import type { ProjectSettings } from "./settings";

export async function findProject(id: string): Promise<Project | null> {
  const [row] = await db().select().from(projects).where(eq(projects.id, id));
  return row ? toProject(row) : null;
}

/** Every ordinary project, oldest first. */
export async function listProjects(): Promise<Project[]> {
  const rows = await db()
    .select()
    .from(projects)
    .where(eq(projects.kind, "ordinary"))
    .orderBy(asc(projects.createdAt), asc(projects.id));
  return rows.map(toProject);
}

/** The ordinary projects that accept tokens of this foreign issuer, oldest first. */
export async function listProjectsTrusting(issuer: string): Promise<Project[]> {
  const trusting = { dialects: { transmit: { foreignIssuers: [{ issuer }] } } };
  const rows = await db()
    .select()
    .from(projects)
    .where(
      and(eq(projects.kind, "ordinary"), sql`${projects.settings} @> ${JSON.stringify(trusting)}::jsonb`),
    )
    .orderBy(asc(projects.createdAt), asc(projects.id));
  return rows.map(toProject);
}

/** The ordinary project whose Kratos settings name this host, else the oldest. */
export async function findProjectServing(host: string): Promise<Project | null> {
  const serving = { dialects: { kratos: { hosts: [host] } } };
  const [row] = await db()
    .select()
    .from(projects)
    .where(eq(projects.kind, "ordinary"))
    .orderBy(
      desc(sql`${projects.settings} @> ${JSON.stringify(serving)}::jsonb`),
      asc(projects.createdAt),
      asc(projects.id),
    )
    .limit(1);
  return row ? toProject(row) : null;
}

/** The project that holds the console's own codes. */
export async function findReservedProject(): Promise<Project | null> {
  const [row] = await db()
    .select()
    .from(projects)
    .where(eq(projects.kind, "reserved"))
    .orderBy(asc(projects.createdAt))
    .limit(1);
  return row ? toProject(row) : null;
}

export async function insertProject(name: string, kind: Project["kind"] = "ordinary"): Promise<Project> {
  const [row] = await db()
    .insert(projects)
    .values({ id: newId(), number: newNumber(), name, kind })
    .returning();
  return toProject(row!);
}

/** The project, locked against changes until the transaction ends. References to it are not blocked. */
export async function lockProject(id: string, tx: Tx): Promise<Project> {
  const [row] = await tx.select().from(projects).where(eq(projects.id, id)).for("no key update");
  if (!row) throw new Error("The project is gone, though nothing deletes projects.");
  return toProject(row);
}

export async function updateProject(
  id: string,
  change: { name?: string; settings?: ProjectSettings; hasMessageTemplates?: boolean },
  tx: Tx = db(),
): Promise<Project | null> {
  const [row] = await tx
    .update(projects)
    .set({ ...change, updatedAt: sql`now()` })
    .where(eq(projects.id, id))
    .returning();
  return row ? toProject(row) : null;
}
