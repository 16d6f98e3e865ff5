import { type SQL, sql } from "drizzle-orm";
import { deliveries, phonePrefixes, prefixStatistics, verifications } from "@/drizzle/schema";
import { arrayLiteral, firstIdAt, type Tx } from "@/lib/db";
import { blockPattern } from "../number-prefixes";
import { rowOf } from "../repository";
import { familiarFrom, sequence } from "../thresholds";

const p = phonePrefixes;
const s = prefixStatistics;

/** The length of a bucket of statistics. */
export const bucket = sql`interval '5 minutes'`;
export const bucketOf = (instant: SQL) => sql`date_bin(${bucket}, ${instant}, 'epoch')`;

/** How long statistics count. */
const remembered = sql`interval '14 days'`;

/**
 * The messages to phones of the last hour that a provider was asked to send. The inbox and tests cost nothing. The id finds them, and
 * allows for clocks that differ by ten minutes.
 */
const recentMessages = sql`
  select d.project_id, d.recipient, substring(d.recipient from ${sql.raw(`'${blockPattern}'`)}) as block, d.created_at,
    (select v.verified_at is not null from ${verifications} v where v.id = d.verification_id and v.project_id = d.project_id limit 1) as is_verified
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
