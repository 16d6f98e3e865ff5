import { and, eq, type SQL, sql } from "drizzle-orm";
import { phonePrefixes, prefixStatistics } from "@/drizzle/schema";
import { arrayLiteral, type Tx } from "@/lib/db";
import type { Conversion } from "../conversion";
import type { JudgedPrefix } from "../judge-prefix";
import { type NewPrefix, rowOf } from "../repository";
import { bucket } from "../statistics/repository";
import { collapsedPart, familiarFrom, leastJudged } from "../thresholds";

const p = phonePrefixes;
const s = prefixStatistics;

/** Messages younger than that may still be answered. */
const answering = sql`interval '2 minutes'`;

export interface PrefixToJudge extends JudgedPrefix, NewPrefix {}

/** How far back prefixes are judged. */
export type Window = "hour" | "day";
const windows = { hour: sql`interval '1 hour'`, day: sql`interval '1 day'` } as const;

/**
 * The prefixes of projects that may have to be paused or reopened, with the messages of a window that had time to be answered. A
 * familiar block counts for itself only, and so does a paused one. Prefixes whose pause has not ended are left out.
 */
export async function prefixesToJudge(
  tx: Tx,
  projectIds: readonly string[],
  window: Window,
): Promise<PrefixToJudge[]> {
  const projects = sql`any(${arrayLiteral(projectIds)}::uuid[])`;
  // Since it was reopened, or since probes are sent.
  const since = (row: string) => sql.raw(`coalesce(${row}.paused_until, ${row}.reopened_at, '-infinity')`);
  const sums = (isCounted: SQL) => sql`coalesce(sum(sent) filter (where ${isCounted}), 0)::int as sent,
    coalesce(sum(verified) filter (where ${isCounted}), 0)::int as verified`;
  const rows = await tx.execute<JudgedRow>(sql`
    with recent as (
      select s.project_id, s.block, s.sent, s.verified, block.country,
        s.bucket >= ${since("block")} as for_block,
        block.verified < ${familiarFrom.block} and block.paused_at is null
          and s.bucket >= greatest(${since("block")}, ${since("country")}) as for_country,
        block.verified < ${familiarFrom.block} and block.paused_at is null
          and coalesce(country.verified, 0) < ${familiarFrom.country} and country.paused_at is null
          and s.bucket >= greatest(${since("block")}, ${since("country")}, ${since("everything")}) as for_all
      from ${s} s
      cross join ${rowOf(sql`s.project_id`, sql`s.block`)} block
      left join ${rowOf(sql`s.project_id`, sql`block.country`)} country on true
      left join ${rowOf(sql`s.project_id`, sql`'unfamiliar'`)} everything on true
      where s.project_id = ${projects} and s.bucket > (select now() - ${windows[window]})
        and s.bucket <= (select now() - ${bucket} - ${answering})),
    counted as (
      select project_id, block as prefix, ${sums(sql`for_block`)} from recent group by 1, 2
      union all
      select project_id, country, ${sums(sql`for_country`)} from recent where country is not null group by 1, 2
      union all
      select project_id, 'unfamiliar', ${sums(sql`for_all`)} from recent group by 1),
    suspicious as (
      select * from counted where sent >= ${leastJudged} and verified < sent * ${collapsedPart.unfamiliar}::float8
      union
      select ended.project_id, ended.prefix, coalesce(counted.sent, 0), coalesce(counted.verified, 0)
      from ${p} ended left join counted on counted.project_id = ended.project_id and counted.prefix = ended.prefix
      where ended.project_id = ${projects} and ended.paused_at is not null and ended.paused_until <= now())
    select p.project_id as "projectId", p.prefix, p.kind, p.country, p.pause_reason as "pauseReason",
      extract(epoch from now() - p.paused_until)::float8 as "probedForSeconds", p.past_sent as "pastSent", p.past_verified as "pastVerified",
      suspicious.sent, suspicious.verified
    from suspicious cross join ${rowOf(sql`suspicious.project_id`, sql`suspicious.prefix`)} p
    where p.paused_at is null or p.paused_until <= now()`);
  if (rows.length === 0) return [];
  const pasts = await pastsOf(tx, projectIds);
  return rows.map((row) => ({
    ...row,
    past: { sent: row.pastSent, verified: row.pastVerified },
    projectPast: pasts.get(row.projectId) ?? { sent: 0, verified: 0 },
    window: { sent: row.sent, verified: row.verified },
  }));
}

type JudgedRow = PrefixToJudge &
  Record<"sent" | "verified" | "pastSent" | "pastVerified", number> &
  Record<string, unknown>;

/** The messages of projects before the last day. */
async function pastsOf(tx: Tx, projectIds: readonly string[]): Promise<Map<string, Conversion>> {
  const rows = await tx
    .select({
      projectId: p.projectId,
      sent: sql<number>`sum(${p.pastSent})::int`,
      verified: sql<number>`sum(${p.pastVerified})::int`,
    })
    .from(p)
    .where(and(sql`${p.projectId} = any(${arrayLiteral(projectIds)}::uuid[])`, eq(p.kind, "block")))
    .groupBy(p.projectId);
  return new Map(rows.map(({ projectId, ...past }) => [projectId, past]));
}
