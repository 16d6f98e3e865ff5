import { and, asc, eq, gt, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { type PrefixKind, phonePrefixes, prefixStatistics } from "@/drizzle/schema";
import { arrayLiteral, db, type Tx } from "@/lib/db";
import type { History } from "./prefix-rules";

export type PhonePrefix = typeof phonePrefixes.$inferSelect;

const p = phonePrefixes;
const s = prefixStatistics;

export type NewPrefix = Pick<PhonePrefix, "projectId" | "prefix" | "kind" | "country">;

export async function insertPrefixes(tx: Tx, rows: readonly NewPrefix[]): Promise<void> {
  if (rows.length > 0)
    await tx
      .insert(p)
      .values([...rows])
      .onConflictDoNothing();
}

/** The row of a prefix, by its whole key: a join might read all prefixes of the project. */
export const rowOf = (project: SQL, prefix: SQL) =>
  sql`lateral (select * from ${p} where ${p.projectId} = ${project} and ${p.prefix} = ${prefix} limit 1)`;

export async function findHistories(
  projectId: string,
  prefixes: readonly string[],
): Promise<Map<string, History>> {
  const rows = await db()
    .select({ prefix: p.prefix, busiestHour: p.busiestHour, verified: p.verified })
    .from(p)
    .where(and(eq(p.projectId, projectId), sql`${p.prefix} = any(${arrayLiteral(prefixes)}::text[])`));
  return new Map(rows.map(({ prefix, ...history }) => [prefix, history]));
}

/** The messages to a country in the last day that have not led to a verification. */
export async function countUnanswered(projectId: string, country: string): Promise<number> {
  const [row] = await db().execute<{ count: number }>(sql`
    select coalesce(sum(s.sent - s.verified), 0)::int as count from ${s} s
    where s.project_id = ${projectId} and s.bucket > now() - interval '1 day' and s.block = any(array(
      select ${p.prefix} from ${p} where ${p.projectId} = ${projectId} and ${p.kind} = 'block' and ${p.country} = ${country}))`);
  return row!.count;
}

export interface PrefixFilter {
  kind?: PrefixKind;
  /** Whether only those that are paused, or only the others. */
  isPaused?: boolean;
  /** The last prefix of the page before. */
  after?: string;
  limit: number;
}

/** A prefix with the messages of the last 24 hours. */
export interface PrefixWithNumbers extends PhonePrefix {
  daySent: number;
  dayVerified: number;
  /** Whether the pause is over and a few messages are sent to find out whether people get them. */
  isProbed: boolean;
}

function selectPrefixes() {
  const day = (column: string) => sql<number>`coalesce((select sum(s.${sql.identifier(column)}) from ${s} s
    where s.project_id = ${p.projectId} and s.bucket > now() - interval '1 day' and (
      s.block = ${p.prefix} or ${p.kind} = 'country' and s.block in (
        select block.prefix from ${p} block where block.project_id = ${p.projectId} and block.country = ${p.country} and block.kind = 'block'))), 0)::int`;
  return db()
    .select({
      projectId: p.projectId,
      prefix: p.prefix,
      kind: p.kind,
      country: p.country,
      busiestHour: p.busiestHour,
      verified: p.verified,
      pastSent: p.pastSent,
      pastVerified: p.pastVerified,
      seenAt: p.seenAt,
      pausedAt: p.pausedAt,
      pausedUntil: p.pausedUntil,
      pauseReason: p.pauseReason,
      pauseNumbers: p.pauseNumbers,
      pauseCount: p.pauseCount,
      reopenedAt: p.reopenedAt,
      daySent: day("sent"),
      dayVerified: day("verified"),
      isProbed: sql<boolean>`coalesce(${p.pausedUntil} <= now(), false)`,
    })
    .from(p)
    .$dynamic();
}

/** In alphabetical order. */
export async function listRows(projectId: string, filter: PrefixFilter): Promise<PrefixWithNumbers[]> {
  const { kind, isPaused, after, limit } = filter;
  return selectPrefixes()
    .where(
      and(
        eq(p.projectId, projectId),
        kind && eq(p.kind, kind),
        isPaused === undefined ? undefined : isPaused ? isNotNull(p.pausedAt) : isNull(p.pausedAt),
        after === undefined ? undefined : gt(p.prefix, after),
      ),
    )
    .orderBy(asc(p.prefix))
    .limit(limit);
}

export async function findRow(projectId: string, prefix: string): Promise<PrefixWithNumbers | null> {
  const [row] = await selectPrefixes().where(and(eq(p.projectId, projectId), eq(p.prefix, prefix)));
  return row ?? null;
}
