import { and, asc, desc, eq, gt, isNotNull, isNull, or, sql } from "drizzle-orm";
import { projects } from "@/drizzle/schema";
import { db, type Tx } from "@/lib/db";
import { newId, newNumber } from "@/lib/id";
import { type Environment, type Project, toProject } from "./project";
import type { ProjectSettings } from "./settings";

export async function findProject(id: string): Promise<Project | null> {
  const [row] = await db().select().from(projects).where(eq(projects.id, id));
  return row ? toProject(row) : null;
}

/** Every ordinary project, oldest first, including archived ones. */
export async function listProjects(): Promise<Project[]> {
  const rows = await db()
    .select()
    .from(projects)
    .where(eq(projects.kind, "ordinary"))
    .orderBy(asc(projects.createdAt), asc(projects.id));
  return rows.map(toProject);
}

export interface ProjectPage {
  after?: { createdAt: Date; id: string };
  environment?: Environment;
  isArchived?: boolean;
  limit: number;
}

/** One page of the ordinary projects, oldest first. */
export async function listProjectPage({
  after,
  environment,
  isArchived,
  limit,
}: ProjectPage): Promise<Project[]> {
  const rows = await db()
    .select()
    .from(projects)
    .where(
      and(
        eq(projects.kind, "ordinary"),
        environment && eq(projects.environment, environment),
        isArchived === undefined
          ? undefined
          : isArchived
            ? isNotNull(projects.archivedAt)
            : isNull(projects.archivedAt),
        after &&
          or(
            gt(projects.createdAt, after.createdAt),
            and(eq(projects.createdAt, after.createdAt), gt(projects.id, after.id)),
          ),
      ),
    )
    .orderBy(asc(projects.createdAt), asc(projects.id))
    .limit(limit);
  return rows.map(toProject);
}

/** The ordinary projects in use that accept tokens of this foreign issuer, oldest first. */
export async function listProjectsTrusting(issuer: string): Promise<Project[]> {
  const trusting = { dialects: { transmit: { foreignIssuers: [{ issuer }] } } };
  const rows = await db()
    .select()
    .from(projects)
    .where(
      and(
        eq(projects.kind, "ordinary"),
        isNull(projects.archivedAt),
        sql`${projects.settings} @> ${JSON.stringify(trusting)}::jsonb`,
      ),
    )
    .orderBy(asc(projects.createdAt), asc(projects.id));
  return rows.map(toProject);
}

/** Projects that keep some data for a shorter time than the installation, also archived ones. */
export async function listProjectsWithRetention(): Promise<
  { id: string; retention: ProjectSettings["retention"] }[]
> {
  const rows = await db()
    .select()
    .from(projects)
    .where(sql`jsonb_path_exists(${projects.settings}, '$.retention.* ? (@ != null)')`)
    .orderBy(asc(projects.id));
  return rows.map(toProject).map(({ id, settings }) => ({ id, retention: settings.retention }));
}

/** The ordinary project with this verified domain, or whose Kratos settings name the host, else the oldest not archived. */
export async function findProjectServing(host: string): Promise<Project | null> {
  const serving = { dialects: { kratos: { hosts: [host] } } };
  const [row] = await db()
    .select()
    .from(projects)
    .where(eq(projects.kind, "ordinary"))
    .orderBy(
      desc(
        sql`coalesce(${projects.domain} = ${host}, false) and ${projects.domainVerifiedAt} is not null or ${projects.settings} @> ${JSON.stringify(serving)}::jsonb`,
      ),
      asc(isNotNull(projects.archivedAt)),
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

export async function insertProject(
  name: string,
  given: Partial<Pick<Project, "kind" | "environment" | "settings">> = {},
  tx: Tx = db(),
): Promise<Project> {
  const [row] = await tx
    .insert(projects)
    .values({ id: newId(), number: newNumber(), name, ...given })
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
  change: {
    name?: string;
    settings?: ProjectSettings;
    hasMessageTemplates?: boolean;
    hasSuspendedUsers?: boolean;
  },
  tx: Tx = db(),
): Promise<Project | null> {
  const [row] = await tx
    .update(projects)
    .set({ ...change, updatedAt: sql`now()` })
    .where(eq(projects.id, id))
    .returning();
  return row ? toProject(row) : null;
}

/** Archives a project now, or restores it. Null if it already is in that state, or is not an ordinary project. */
export async function setArchived(id: string, isArchived: boolean, tx: Tx): Promise<Project | null> {
  const [row] = await tx
    .update(projects)
    .set({ archivedAt: isArchived ? sql`now()` : null, updatedAt: sql`now()` })
    .where(
      and(
        eq(projects.id, id),
        eq(projects.kind, "ordinary"),
        isArchived ? isNull(projects.archivedAt) : isNotNull(projects.archivedAt),
      ),
    )
    .returning();
  return row ? toProject(row) : null;
}

/** The project with this domain, verified or not. */
export async function findProjectWithDomain(host: string): Promise<Project | null> {
  const [row] = await db().select().from(projects).where(eq(projects.domain, host));
  return row ? toProject(row) : null;
}

/** Sets or removes a project's domain, not yet verified. Throws on a host that another project has. */
export async function setDomain(id: string, host: string | null, tx: Tx): Promise<Project> {
  const [row] = await tx
    .update(projects)
    .set({ domain: host, domainVerifiedAt: null, updatedAt: sql`now()` })
    .where(eq(projects.id, id))
    .returning();
  return toProject(row!);
}

/** Marks a domain as verified, or as no longer verified. Null if the project has another one by now. */
export async function setDomainVerified(
  id: string,
  host: string,
  isVerified: boolean,
  tx: Tx,
): Promise<Project | null> {
  const [row] = await tx
    .update(projects)
    .set({ domainVerifiedAt: isVerified ? sql`now()` : null, updatedAt: sql`now()` })
    .where(and(eq(projects.id, id), eq(projects.domain, host)))
    .returning();
  return row ? toProject(row) : null;
}
