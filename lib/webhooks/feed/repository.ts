import { type SQL, sql } from "drizzle-orm";
import {
  events,
  verifications,
  webhookCursors,
  webhookDeadlines,
  webhookEndpoints,
  webhookMessages,
} from "@/drizzle/schema";
import { firstIdAt, isAnyOf, isMadeAfter, isMadeBefore, newIdInSql, prepared, type Tx } from "@/lib/db";
import { type Condition, mapping } from "../types";

/*
 * Events become messages here, and nowhere else: what was not committed is not found, and what was committed is found by a
 * later round at the latest. The calls that write events neither know nor pay for it.
 *
 * Events become visible in another order than `created_at`, which is when their transactions began. So a cursor only moves to
 * an instant before which no transaction can still be running, and everything after it is read again in each round. The
 * messages that exist are left out.
 *
 * Events are found by their ids, which the clocks of the processes make. Most rounds expect these clocks to be right, and so
 * read little. Now and then, a sweep allows for clocks that are wrong by up to an hour, with a cursor of its own.
 */

/** The least age of what a cursor leaves behind, in seconds: transactions that have only begun have written nothing yet. */
const settleSeconds = 5;
/** The most: no transaction of ours lives longer, and others write no events. */
const mostSeconds = 120;

/** Before this instant, no transaction is running that could still commit an event. Read it in an earlier statement than events. */
export async function readHorizon(tx: Tx): Promise<Date> {
  const [row] = await tx.execute<{ horizon: string }>(sql`
    select greatest(now() - make_interval(secs => ${mostSeconds}), least(now() - make_interval(secs => ${settleSeconds}),
      (select min(xact_start) from pg_stat_activity where datname = current_database() and backend_xid is not null)))::text as horizon`);
  return new Date(row!.horizon);
}

const conditions: Record<Condition, SQL> = {
  bound: sql`e.data->>'identifierId' is not null`,
  linked: sql`e.data->>'isNew' = 'true'`,
  verified: sql`e.data->>'evidence' is not null`,
};

const mapped = sql`(values ${sql.join(
  mapping.map(({ event, type, condition }) => sql.raw(`('${event}', '${type}', '${condition ?? ""}')`)),
  sql`, `,
)}) as mapped(event, type, condition)`;

const isMet = sql`case mapped.condition ${sql.join(
  Object.entries(conditions).map(([name, met]) => sql`when ${sql.raw(`'${name}'`)} then ${met}`),
  sql` `,
)} else true end`;

/** The most messages that one round makes for one endpoint. */
const mostPerEndpoint = 1000;

/** How a round reads: with which cursor, and how far apart it expects the clocks to be. */
const reaches = {
  round: { column: "read_until", slack: "30 seconds" },
  sweep: { column: "swept_until", slack: "1 hour" },
} as const;
type Reach = keyof typeof reaches;

/** The events since an endpoint's cursor. */
function sinceCursor(reach: Reach): SQL {
  const slack = sql.raw(`interval '${reaches[reach].slack}'`);
  return sql`e.project_id = cursors.project_id and e.id >= ${firstIdAt(sql`cursors.since - ${slack}`)} and e.created_at >= cursors.since`;
}

/** The messages that endpoints lack, in the order of their events. `cursors` says from when, and what they want. */
function missing(tx: Tx, isInTime: SQL, most: number) {
  // A subquery for each row, because the planner may answer `exists` by reading the table once for all of them.
  const isMade = sql`coalesce((select true from ${webhookMessages} m
    where m.endpoint_id = cursors.endpoint_id and m.event_id = e.id and m.type = mapped.type limit 1), false)`;
  return tx.$with("found", {}).as(sql`
    select cursors.endpoint_id, cursors.project_id, cursors.last_sequence, missing.*,
      row_number() over (partition by cursors.endpoint_id order by missing.created_at, missing.event_id, missing.type) as place
    from cursors cross join lateral (
      select e.id as event_id, mapped.type, e.created_at from ${events} e join ${mapped} on mapped.event = e.type
      where ${isInTime} and (cursors.types is null or mapped.type = any(cursors.types)) and ${isMet} and not ${isMade}
      order by e.created_at, e.id limit ${sql.raw(String(most))}) missing`);
}

/** Inserts what `found` has. */
function insertFound(tx: Tx) {
  return tx.$with("made", {}).as(sql`
    insert into ${webhookMessages} (id, endpoint_id, project_id, event_id, type, sequence)
    select ${newIdInSql}, endpoint_id, project_id, event_id, type, last_sequence + place from found`);
}

/**
 * Makes the messages that are missing for all enabled endpoints, and moves their cursors up to `horizon`. Returns the number of
 * new messages.
 */
export async function makeMessages(tx: Tx, reach: Reach, horizon: Date): Promise<number> {
  const column = sql.identifier(reaches[reach].column);
  const cursors = tx.$with("cursors", {}).as(sql`
    select c.endpoint_id, c.${column} as since, c.last_sequence, e.project_id, e.types
    from ${webhookEndpoints} e join ${webhookCursors} c on c.endpoint_id = e.id where e.disabled_at is null`);
  // An endpoint that has more to read stays where its last message is.
  const counted = tx.$with("counted", {}).as(sql`
    select endpoint_id, count(*) as count,
      case when count(*) = ${sql.raw(String(mostPerEndpoint))} then max(created_at) end as last from found group by endpoint_id`);
  const advanced = tx.$with("advanced", {}).as(sql`
    update ${webhookCursors} c set last_sequence = c.last_sequence + coalesce(counted.count, 0),
      ${column} = greatest(c.${column}, least(counted.last, ${sql.placeholder("horizon")}::timestamptz))
    from cursors left join counted on counted.endpoint_id = cursors.endpoint_id
    where c.endpoint_id = cursors.endpoint_id and (counted.count > 0 or c.${column} < now() - interval '20 seconds')`);
  const since = sinceCursor(reach);
  const [row] = await tx
    .with(
      cursors,
      missing(tx, since, mostPerEndpoint),
      insertFound(tx),
      counted,
      advanced,
      deadlinesFrom(tx, since),
    )
    .select({ made: sql<number>`count(*)::int` })
    .from(sql`found`)
    .prepare(`make_webhook_messages_${reach}`)
    .execute({ horizon: horizon.toISOString() });
  return row!.made;
}

/**
 * Makes the messages of a period that one endpoint lacks: of the time when it was disabled, or before it was added. At most
 * `most`. Returns their number.
 */
export async function makeMissing(
  tx: Tx,
  endpointId: string,
  { from, to }: { from: Date; to: Date },
  most: number,
): Promise<number> {
  const cursors = tx.$with("cursors", {}).as(sql`
    select c.endpoint_id, c.last_sequence, e.project_id, e.types
    from ${webhookEndpoints} e join ${webhookCursors} c on c.endpoint_id = e.id where e.id = ${endpointId}`);
  const [start, end] = [from, to].map((instant) => sql`${instant.toISOString()}::timestamptz`) as [SQL, SQL];
  const isInTime = sql`e.project_id = cursors.project_id and ${isMadeAfter(sql`e.id`, start)} and ${isMadeBefore(sql`e.id`, end)}
    and e.created_at >= ${start} and e.created_at < ${end}`;
  const numbered = tx.$with("numbered", {}).as(sql`
    update ${webhookCursors} c set last_sequence = c.last_sequence + (select count(*) from found) where c.endpoint_id = ${endpointId}`);
  const [row] = await tx
    .with(cursors, missing(tx, isInTime, most), insertFound(tx), numbered)
    .select({ made: sql<number>`count(*)::int` })
    .from(sql`found`);
  return row!.made;
}

/** When to look how verifications end. */
function deadlinesFrom(tx: Tx, since: SQL) {
  const wants = (type: string) => sql.raw(`(cursors.types is null or '${type}' = any(cursors.types))`);
  return tx.$with("deadlines", {}).as(sql`
    insert into ${webhookDeadlines} (verification_id, type, due_at)
    select v.id, 'verification.expired', v.expires_at
    from cursors cross join lateral (
      select e.verification_id from ${events} e where ${since} and e.type = 'verification.started') e
    cross join lateral (
      select id, expires_at from ${verifications} v where v.id = e.verification_id and v.verified_at is null and v.canceled_at is null limit 1) v
    where ${wants("verification.expired")}
    union
    select e.verification_id, 'verification.failed', e.created_at + interval '3 seconds'
    from cursors cross join lateral (
      select e.verification_id, e.created_at from ${events} e
      where ${since} and e.type = 'verification.attempted' and e.data->'attempt' = e.data->'maxAttempts') e
    where ${wants("verification.failed")}
    on conflict do nothing`);
}

/** A verification is over when its deadline has passed, unless it was verified or canceled before. */
const judgeStatement = prepared<Record<string, never>, { id: string }>((on) => {
  const due = on.$with("due", {}).as(sql`
    select verification_id, type from ${webhookDeadlines} where due_at <= now() order by due_at limit 500 for update skip locked`);
  const judged = on.$with("judged", {}).as(sql`
    select due.type, v.id, v.project_id, v.expires_at,
      v.verified_at is null and v.canceled_at is null and (due.type = 'verification.failed' or v.expires_at <= now())
        and not exists (select from ${events} e where e.verification_id = v.id and e.type = any('{verification.failed,verification.expired}')) as is_over,
      due.type = 'verification.expired' and v.expires_at > now() as is_early
    from due join (
      select * from ${verifications} where ${isAnyOf(sql`id`, sql`select verification_id from due`)} offset 0) v
      on v.id = due.verification_id`);
  const recorded = on.$with("recorded", {}).as(sql`
    insert into ${events} (id, project_id, verification_id, type, actor, data)
    select ${newIdInSql}, project_id, id, type, 'system',
      case type when 'verification.failed' then '{"reason":"attempts_exhausted"}'::jsonb else '{}' end
    from judged where is_over and not (type = 'verification.expired' and exists (
      select from judged failed where failed.id = judged.id and failed.type = 'verification.failed' and failed.is_over))`);
  const postponed = on.$with("postponed", {}).as(sql`
    update ${webhookDeadlines} d set due_at = judged.expires_at from judged
    where d.verification_id = judged.id and d.type = judged.type and is_early`);
  // A verification that failed does not expire as well.
  const removed = on.$with("removed", {}).as(sql`
    delete from ${webhookDeadlines} d using due
    where d.verification_id = due.verification_id
      and (d.type = due.type or exists (select from judged where id = d.verification_id and type = 'verification.failed' and is_over))
      and not exists (select from judged where id = d.verification_id and type = d.type and is_early)`);
  return on
    .with(due, judged, recorded, postponed, removed)
    .select({ id: sql<string>`verification_id` })
    .from(sql`due`)
    .prepare("judge_deadlines");
});

/** Records which verifications have expired or failed. Returns how many deadlines had passed. */
export async function recordEndings(): Promise<number> {
  return (await judgeStatement({})).length;
}
