import { and, asc, eq, gt, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import {
  deliveries,
  type PauseReason,
  type PrefixKind,
  phonePrefixes,
  prefixStatistics,
  verifications,
} from "@/drizzle/schema";
import { arrayLiteral, db, firstIdAt, type Tx } from "@/lib/db";
import type { Conversion } from "./conversion";
import type { JudgedPrefix } from "./judge-prefix";
import { blockPattern } from "./number-prefixes";
import type { History, Pause } from "./prefix-rules";
import {
  collapsedPart,
  familiarFrom,
  firstPauseSeconds,
  leastJudged,
  longestPauseSeconds,
  sequence,
} from "./thresholds";

export type PhonePrefix = typeof phonePrefixes.$inferSelect;

const p = phonePrefixes;
const s = prefixStatistics;

/** The length of a bucket of statistics. */
const bucket = sql`interval '5 minutes'`;
const bucketOf = (instant: SQL) => sql`date_bin(${bucket}, ${instant}, 'epoch')`;

/** How long statistics count. */
const remembered = sql`interval '14 days'`;

/** Messages younger than that may still be answered. */
const answering = sql`interval '2 minutes'`;

/**
 * The messages to phones of the last hour that a provider was asked to send. The inbox and tests cost nothing. The id finds them, and
 * allows for clocks that differ by ten minutes.
 */
const recentMessages = sql`
  select d.project_id, d.recipient, substring(d.recipient from ${sql.raw(`'${blockPattern}'`)}) as block, d.created_at,
    (select v.verified_at is not null from ${verifications} v where v.id = d.verification_id limit 1) as is_verified
  from ${deliveries} d
  where d.channel <> 'email' and d.id >= (select ${firstIdAt(sql`now() - interval '75 minutes'`)})
    and d.created_at >= (select ${bucketOf(sql`now() - interval '1 hour'`)}) and d.try_count > 0 and coalesce(d.provider_kind, '') not in ('inbox', 'test')
    and d.outcome is distinct from 'skipped' and d.outcome is distinct from 'undeliverable'`;

/** A block with messages in the last hour. */
export interface ActiveBlock {
  projectId: string;
  block: string;
  /** One of its numbers. */
  number: string;
  isNew: boolean;
}

/** Counts the messages of the last hour. Returns their blocks. */
export async function countMessages(tx: Tx): Promise<ActiveBlock[]> {
  return tx.execute<ActiveBlock & Record<string, unknown>>(sql`
    with counted as (
      select project_id, block, ${bucketOf(sql`created_at`)} as bucket, min(recipient) as number, count(*)::int as sent,
        count(*) filter (where is_verified)::int as verified
      from (${recentMessages}) recent where block is not null group by 1, 2, 3),
    written as (
      insert into ${s} (project_id, bucket, block, sent, verified) select project_id, bucket, block, sent, verified from counted
      on conflict (project_id, bucket, block) do update set sent = excluded.sent, verified = excluded.verified
      where (${s.sent}, ${s.verified}) <> (excluded.sent, excluded.verified))
    select project_id as "projectId", block, min(number) as number,
      not exists (select from ${p} where ${p.projectId} = counted.project_id and ${p.prefix} = counted.block) as "isNew"
    from counted group by project_id, block`);
}

export type NewPrefix = Pick<PhonePrefix, "projectId" | "prefix" | "kind" | "country">;

export async function insertPrefixes(tx: Tx, rows: readonly NewPrefix[]): Promise<void> {
  if (rows.length > 0)
    await tx
      .insert(p)
      .values([...rows])
      .onConflictDoNothing();
}

/** The row of a prefix, by its whole key: a join might read all prefixes of the project. */
const rowOf = (project: SQL, prefix: SQL) =>
  sql`lateral (select * from ${p} where ${p.projectId} = ${project} and ${p.prefix} = ${prefix} limit 1)`;

/** Messages by project, prefix and hour, of all prefixes that a block counts for. */
const hoursOfPrefixes = (projects: string, since: SQL) => sql`
  select hours.project_id, node.prefix, hours.hour, sum(hours.sent) as sent, sum(hours.verified) as verified
  from (
    select project_id, block, date_bin('1 hour', bucket, 'epoch') as hour, sum(sent) as sent, sum(verified) as verified
    from ${s} where project_id = any(${projects}::uuid[]) and bucket > (select now() - ${since}) group by 1, 2, 3) hours
  cross join ${rowOf(sql`hours.project_id`, sql`hours.block`)} block
  left join ${rowOf(sql`hours.project_id`, sql`block.country`)} country on true
  cross join lateral (
    values (hours.block), (block.country), (case when coalesce(country.verified, 0) < ${familiarFrom.country} then 'unfamiliar' end)) node(prefix)
  where node.prefix is not null
  group by 1, 2, 3`;

/** Learns from the last two hours what prefixes have more of than before, so that real people raise their own limits at once. */
export async function learnRecent(tx: Tx, projectIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    with recent as (
      select project_id, prefix, max(verified)::int as busiest, sum(verified)::int as verified
      from (${hoursOfPrefixes(arrayLiteral(projectIds), sql`interval '2 hours'`)}) hours group by 1, 2)
    update ${p} set busiest_hour = greatest(busiest_hour, recent.busiest), verified = greatest(${p.verified}, recent.verified), seen_at = now()
    from recent where ${p.projectId} = recent.project_id and ${p.prefix} = recent.prefix
      and (busiest_hour < recent.busiest or ${p.verified} < recent.verified)`);
}

/** Learns everything again from the last 14 days, and so forgets what is older. */
export async function learnAll(tx: Tx, projectIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    with learned as (
      select project_id, prefix, max(verified)::int as busiest, sum(verified)::int as verified,
        coalesce(sum(sent) filter (where hour < (select now() - interval '1 day')), 0)::int as past_sent,
        coalesce(sum(verified) filter (where hour < (select now() - interval '1 day')), 0)::int as past_verified
      from (${hoursOfPrefixes(arrayLiteral(projectIds), remembered)}) hours group by 1, 2)
    update ${p} set busiest_hour = learned.busiest, verified = learned.verified, past_sent = learned.past_sent,
      past_verified = learned.past_verified, seen_at = now()
    from learned where ${p.projectId} = learned.project_id and ${p.prefix} = learned.prefix`);
}

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

export interface Sequence {
  projectId: string;
  /** A plus and all digits but the last three. */
  prefix: string;
  numbers: number;
  verified: number;
}

/**
 * Ranges in which codes were requested within an hour for many numbers close together, hardly any of which was verified. Busy
 * blocks have some by chance, so there must be many more than that.
 */
export async function findSequences(tx: Tx): Promise<Sequence[]> {
  return tx.execute<Sequence & Record<string, unknown>>(sql`
    with hundreds as (
      select project_id, block, left(recipient, -2) as hundred, max(length(recipient)) as digits, count(distinct recipient)::int as numbers,
        (count(distinct recipient) filter (where is_verified))::int as verified
      from (${recentMessages}) recent where block is not null group by 1, 2, 3),
    compared as (
      select *, sum(numbers) over (partition by project_id, block) / power(10, greatest(0, digits - 2 - length(block))) as expected from hundreds)
    select project_id as "projectId", left(hundred, -1) as prefix, max(numbers)::int as numbers, min(verified)::int as verified
    from compared where numbers >= ${sequence.numbers} and numbers > ${sequence.timesExpected} * expected and verified * 4 < numbers
    group by 1, 2`);
}

export interface NewPause extends NewPrefix {
  reason: PauseReason;
  numbers: Record<string, number> | null;
}

/** How many pauses have followed each other within a week, with a new one. */
const nextCount = sql`(case when coalesce(${p.pausedAt}, ${p.reopenedAt}) > now() - interval '7 days' then ${p.pauseCount} + 1 else 1 end)`;

/**
 * Pauses a prefix; if a person or backend does, until it is reopened. Null: it is paused already. A pause that is over can be
 * followed by another one.
 */
export async function pauseRow(tx: Tx, pause: NewPause): Promise<PhonePrefix | null> {
  const { reason, numbers, ...key } = pause;
  // At the beginning of a bucket, so that probes have buckets of their own.
  const until = (count: SQL) =>
    reason === "manual"
      ? sql`null`
      : bucketOf(sql`now() + ${bucket}
          + make_interval(secs => least(${longestPauseSeconds}, ${firstPauseSeconds[reason]} * power(2, least(${count}, 20) - 1)))`);
  const set = { pausedAt: sql`now()`, pauseReason: reason, pauseNumbers: numbers };
  const [row] = await tx
    .insert(p)
    .values({ ...key, ...set, pausedUntil: until(sql`1`), pauseCount: 1 })
    .onConflictDoUpdate({
      target: [p.projectId, p.prefix],
      set: { ...set, pausedUntil: until(nextCount), pauseCount: nextCount, seenAt: sql`now()` },
      setWhere: or(
        isNull(p.pausedAt),
        lte(p.pausedUntil, sql`now()`),
        // A person's pause replaces an automatic one.
        reason === "manual" ? sql`${p.pauseReason} <> 'manual'` : undefined,
      ),
    })
    .returning();
  return row ?? null;
}

/** Ends a pause. Null: the prefix is not paused. */
export async function reopenRow(tx: Tx, projectId: string, prefix: string): Promise<PhonePrefix | null> {
  const [row] = await tx
    .update(p)
    .set({
      pausedAt: null,
      pausedUntil: null,
      pauseReason: null,
      pauseNumbers: null,
      reopenedAt: sql`now()`,
      seenAt: sql`now()`,
    })
    .where(and(eq(p.projectId, projectId), eq(p.prefix, prefix), isNotNull(p.pausedAt)))
    .returning();
  return row ?? null;
}

/** Whether a prefix of the project was paused within the last hour, other than this one. */
export async function hasOtherNewPauses(tx: Tx, projectId: string, prefix: string): Promise<boolean> {
  const rows = await tx
    .select({ prefix: p.prefix })
    .from(p)
    .where(
      and(
        eq(p.projectId, projectId),
        isNotNull(p.pausedAt),
        gt(p.pausedAt, sql`now() - interval '1 hour'`),
        sql`${p.prefix} <> ${prefix}`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** The paused prefixes of a project. A sequence is over when its pause is. */
export async function listPauses(projectId: string): Promise<Pause[]> {
  const rows = await db()
    .select({
      prefix: p.prefix,
      kind: p.kind,
      reason: p.pauseReason,
      numbers: p.pauseNumbers,
      secondsLeft: sql<number | null>`ceil(extract(epoch from ${p.pausedUntil} - now()))::int`,
      isProbed: sql<boolean>`coalesce(${p.pausedUntil} <= now(), false)`,
    })
    .from(p)
    .where(
      and(
        eq(p.projectId, projectId),
        isNotNull(p.pausedAt),
        or(sql`${p.pauseReason} <> 'sequence'`, gt(p.pausedUntil, sql`now()`)),
      ),
    );
  return rows.map((row) => ({ ...row, reason: row.reason! }));
}

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
