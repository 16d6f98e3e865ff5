import { and, desc, eq, getTableColumns, isNull, sql } from "drizzle-orm";
import { apiKeys, projects } from "@/drizzle/schema";
import { db, isAfterPage, prepared, type Tx } from "@/lib/db";
import { newId } from "@/lib/id";
import { type Project, toProject } from "@/lib/projects";
import type { Scope } from "../scopes";

/** An API key, with the database's time when it was read. The secret is not stored. */
export type ApiKey = typeof apiKeys.$inferSelect & { now: Date };

export interface KeyWithProject {
  key: typeof apiKeys.$inferSelect;
  project: Project;
  now: Date;
  isExpired: boolean;
}

const now = sql<Date>`now()`.mapWith(apiKeys.createdAt);
const columns = { ...getTableColumns(apiKeys), now };

const selectKeyByPrefix = prepared<
  { prefix: string },
  Omit<KeyWithProject, "project"> & { project: typeof projects.$inferSelect }
>((db) =>
  db
    .select({
      key: apiKeys,
      project: projects,
      now,
      isExpired: sql<boolean>`coalesce(${apiKeys.expiresAt} <= now(), false)`,
    })
    .from(apiKeys)
    .innerJoin(projects, eq(projects.id, apiKeys.projectId))
    .where(eq(apiKeys.prefix, sql.placeholder("prefix")))
    .prepare("find_key_by_prefix"),
);

export async function findKeyByPrefix(prefix: string): Promise<KeyWithProject | null> {
  const [row] = await selectKeyByPrefix({ prefix });
  return row ? { ...row, project: toProject(row.project) } : null;
}

export async function touchKey(id: string): Promise<void> {
  await db().update(apiKeys).set({ lastUsedAt: sql`now()` }).where(eq(apiKeys.id, id));
}

export interface KeyPage {
  before?: { createdAt: Date; id: string };
  limit: number;
}

/** A project's keys that were not revoked, newest first, including expired ones. */
export async function listKeys(
  projectId: string,
  { before, limit }: KeyPage = { limit: 1000 },
): Promise<ApiKey[]> {
  return db()
    .select(columns)
    .from(apiKeys)
    .where(and(eq(apiKeys.projectId, projectId), isNull(apiKeys.revokedAt), isAfterPage(apiKeys, before)))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
    .limit(limit);
}

const isLive = (projectId: string, id: string) =>
  and(eq(apiKeys.projectId, projectId), eq(apiKeys.id, id), isNull(apiKeys.revokedAt));

export async function findKey(projectId: string, id: string): Promise<ApiKey | null> {
  const [row] = await db().select(columns).from(apiKeys).where(isLive(projectId, id));
  return row ?? null;
}

/** The key, locked until the transaction ends. */
export async function lockKey(tx: Tx, projectId: string, id: string): Promise<ApiKey | null> {
  const [row] = await tx.select(columns).from(apiKeys).where(isLive(projectId, id)).for("update");
  return row ?? null;
}

export interface NewKey {
  projectId: string;
  name: string;
  prefix: string;
  secretHash: Buffer;
  scopes: readonly Scope[];
  /** Addresses and CIDR ranges it may be used from. Omitted or empty: any. */
  allowedIps?: readonly string[];
  dialect?: string | null;
  expiresAt?: Date | null;
}

export async function insertKey(key: NewKey, tx: Tx = db()): Promise<ApiKey> {
  const [row] = await tx
    .insert(apiKeys)
    .values({ id: newId(), ...key, scopes: [...key.scopes], allowedIps: [...(key.allowedIps ?? [])] })
    .returning(columns);
  return row!;
}

/**
 * Expires a key now, or in `inSeconds` (the overlap of a rotation), but never later than before. Null if there is no such live
 * key.
 */
export async function endKey(
  projectId: string,
  id: string,
  inSeconds: number,
  tx: Tx = db(),
): Promise<ApiKey | null> {
  const ended =
    inSeconds === 0
      ? { revokedAt: sql`now()` }
      : { expiresAt: sql`least(${apiKeys.expiresAt}, now() + make_interval(secs => ${inSeconds}))` };
  const [row] = await tx.update(apiKeys).set(ended).where(isLive(projectId, id)).returning(columns);
  return row ?? null;
}

/** Whether an instant is in the past, by the database's clock. */
export async function isPast(at: Date, tx: Tx = db()): Promise<boolean> {
  const [row] = await tx.execute<{ past: boolean }>(
    sql`select ${at.toISOString()}::timestamptz <= now() as past`,
  );
  return row!.past;
}

/** Changes a live key. Null if there is none. */
export async function updateKey(
  projectId: string,
  id: string,
  change: { name?: string; allowedIps?: string[] },
  tx: Tx,
): Promise<ApiKey | null> {
  const [row] = await tx.update(apiKeys).set(change).where(isLive(projectId, id)).returning(columns);
  return row ?? null;
}
