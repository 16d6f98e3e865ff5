import { type SQL, sql } from "drizzle-orm";
import {
  events,
  verifications,
  webhookCursors,
  webhookDeadlines,
  webhookEndpoints,
  webhookMessages,
} from "@/drizzle/schema";
import { newIdInSql, prepared, type Tx } from "@/lib/db";
import { type Condition, mapping } from "../types";

/*
 * Events become messages here, and nowhere else: what was not committed is not found, and what was committed is found by a
 * later round at the latest. The calls that write events neither know nor pay for it.
 *
 * Events become visible in another order than `created_at`, which is when their transactions began. So a cursor only moves to
 * an instant before which no transaction can still be running, and everything after it is read again in each round. The
 * messages that exist are left out.
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

/**
 * Makes the messages that are missing for all enabled endpoints, and moves their cursors up to `horizon`. Returns the number of
 * new messages.
 */
export async function makeMessages(tx: Tx, horizon: Date): Promise<number> {
  const wants = (type: string) => sql.raw(`(types is null or '${type}' = any(types))`);
  const [row] = await tx.execute<{ made: number }>(sql`
    with cursors as (
      select c.endpoint_id, c.read_until, c.last_sequence, e.project_id, e.types
      from ${webhookEndpoints} e join ${webhookCursors} c on c.endpoint_id = e.id where e.disabled_at is null),
    found as (
      select cursors.endpoint_id, cursors.project_id, cursors.last_sequence, missing.*,
        row_number() over (partition by cursors.endpoint_id order by missing.created_at, missing.event_id, missing.type) as place
      from cursors cross join lateral (
        select e.id as event_id, mapped.type, e.created_at from ${events} e join ${mapped} on mapped.event = e.type
        where e.project_id = cursors.project_id and e.created_at >= cursors.read_until
          and (cursors.types is null or mapped.type = any(cursors.types)) and ${isMet}
          and not exists (select from ${webhookMessages} m
            where m.endpoint_id = cursors.endpoint_id and m.event_id = e.id and m.type = mapped.type)
        order by e.created_at, e.id limit ${mostPerEndpoint}) missing),
    made as (
      insert into ${webhookMessages} (id, endpoint_id, project_id, event_id, type, sequence)
      select ${newIdInSql}, endpoint_id, project_id, event_id, type, last_sequence + place from found),
    counted as (
      select endpoint_id, count(*) as count, max(created_at) as last from found group by endpoint_id),
    advanced as (
      update ${webhookCursors} c set last_sequence = c.last_sequence + coalesce(counted.count, 0),
        read_until = greatest(c.read_until, case when counted.count = ${mostPerEndpoint} then least(counted.last, ${horizon.toISOString()}::timestamptz)
          else ${horizon.toISOString()}::timestamptz end)
      from cursors left join counted on counted.endpoint_id = cursors.endpoint_id
      where c.endpoint_id = cursors.endpoint_id and (counted.count > 0 or c.read_until < now() - interval '20 seconds')),
    deadlines as (
      insert into ${webhookDeadlines} (verification_id, type, due_at)
      select v.id, 'verification.expired', v.expires_at
      from cursors join ${events} e on e.project_id = cursors.project_id and e.created_at >= cursors.read_until and e.type = 'verification.started'
        join ${verifications} v on v.id = e.verification_id
      where ${wants("verification.expired")} and v.verified_at is null and v.canceled_at is null
      union
      select e.verification_id, 'verification.failed', e.created_at + interval '3 seconds'
      from cursors join ${events} e on e.project_id = cursors.project_id and e.created_at >= cursors.read_until and e.type = 'verification.attempted'
      where ${wants("verification.failed")} and (e.data->>'attempt')::int = (e.data->>'maxAttempts')::int
      on conflict do nothing)
    select count(*)::int as made from found`);
  return row!.made;
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
    from due join ${verifications} v on v.id = due.verification_id`);
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
