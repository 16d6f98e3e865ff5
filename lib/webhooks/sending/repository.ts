import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { events, webhookAttempts, webhookCursors, webhookEndpoints, webhookMessages } from "@/drizzle/schema";
import { arrayLiteral, db, isAnyOf, prepared } from "@/lib/db";
import type { Event } from "@/lib/events";

/*
 * The statements that send. A claim moves `run_at` forward by a lease and counts the attempt, whose number identifies the
 * claim. All of them take many rows, as one array per column.
 */

type Message = typeof webhookMessages.$inferSelect;

/** A message that this process has claimed. */
export interface ClaimedMessage extends Omit<Message, "eventId"> {
  event: Event | null;
}

/** A parameter that holds one column of many rows. */
const array = (name: string, type: string): SQL => sql`${sql.placeholder(name)}::${sql.raw(type)}[]`;

/** The columns of a table under another name. */
function columnsFrom<T extends typeof webhookMessages | typeof events>(name: string, table: T) {
  return Object.fromEntries(
    Object.entries(getTableColumns(table)).map(([field, column]) => [
      field,
      sql`${sql.identifier(name)}.${sql.identifier(column.name)}`.mapWith(column),
    ]),
  ) as { [K in keyof T["$inferSelect"]]: SQL<T["$inferSelect"][K]> };
}

const claimStatement = prepared((on) => {
  const due = on.$with("due", {}).as(sql`
    select message.id from unnest(${array("endpointId", "uuid")}, ${array("room", "int")}) as asked(endpoint_id, room)
    cross join lateral (
      select m.id from ${webhookMessages} m where m.endpoint_id = asked.endpoint_id and m.finished_at is null and m.run_at <= now()
      order by m.run_at limit asked.room for update skip locked) message`);
  const claimed = on.$with("claimed", {}).as(sql`
    update ${webhookMessages} set run_at = now() + make_interval(secs => ${sql.placeholder("leaseSeconds")}::float8),
      attempt_count = attempt_count + 1, round_count = round_count + 1
    where id = any(array(select id from due)) returning *`);
  return on
    .with(due, claimed)
    .select({ message: columnsFrom("claimed", webhookMessages), event: columnsFrom("e", events) })
    .from(
      sql`claimed left join (select * from ${events} where ${isAnyOf(sql`id`, sql`select event_id from claimed`)} offset 0) e
          on e.project_id = claimed.project_id and e.id = claimed.event_id`,
    )
    .orderBy(sql`claimed.sequence`)
    .prepare("claim_webhook_messages");
});

/** Claims due messages of these endpoints, at most `room` of each, in the order of their events. */
export async function claim(
  endpoints: readonly { id: string; room: number }[],
  leaseSeconds: number,
): Promise<ClaimedMessage[]> {
  const rows = await claimStatement({
    endpointId: arrayLiteral(endpoints.map(({ id }) => id)),
    room: arrayLiteral(endpoints.map(({ room }) => room)),
    leaseSeconds,
  });
  return rows.map(({ message, event }) => ({ ...message, event: event.id === null ? null : event }));
}

/** How an attempt ended. */
export interface EndedAttempt {
  /** The message's. */
  id: string;
  endpointId: string;
  number: number;
  url: string;
  startedAt: Date;
  durationMs: number;
  status: number | null;
  response: string | null;
  explanation: string | null;
  body: string | null;
  /** Null: it is sent again. */
  outcome: Message["outcome"];
  /** Until the next attempt. */
  inSeconds: number;
}

export interface RecordedAttempt {
  id: string;
  /** How long nothing has arrived at the endpoint. Null: this one, or one that was recorded with it, has arrived. */
  failingSeconds: number | null;
}

const types = {
  id: "uuid",
  endpointId: "uuid",
  number: "int",
  url: "text",
  startedAt: "timestamptz(3)",
  durationMs: "int",
  status: "int",
  response: "text",
  explanation: "text",
  body: "text",
  outcome: "text",
  inSeconds: "float8",
} satisfies Record<keyof EndedAttempt, string>;
const names = Object.keys(types) as (keyof EndedAttempt)[];

const recordStatement = prepared<Record<string, unknown>, RecordedAttempt>((on) => {
  const arrays = names.map((name) => array(name, types[name]));
  const asked = sql`unnest(${sql.join(arrays, sql`, `)}) as asked(${sql.join(
    names.map((name) => sql.identifier(name)),
    sql`, `,
  )})`;
  const updated = on.$with("updated", {}).as(sql`
    update ${webhookMessages} m set body = coalesce(m.body, asked.body), outcome = asked.outcome,
      finished_at = case when asked.outcome is not null then now() end,
      run_at = case when asked.outcome is null then now() + make_interval(secs => asked."inSeconds") else m.run_at end
    from ${asked}
    where m.id = any(${array("id", "uuid")}) and m.id = asked.id and m.finished_at is null
      and (m.attempt_count = asked.number or asked.outcome = 'delivered')
    returning m.id`);
  const attempted = on.$with("attempted", {}).as(sql`
    insert into ${webhookAttempts} (message_id, number, url, started_at, duration_ms, status, response, explanation)
    select asked.id, number, url, "startedAt", "durationMs", status, response, explanation
    from ${asked} join ${webhookMessages} m on m.id = asked.id and m.id = any(${array("id", "uuid")})
    where asked.outcome is distinct from 'skipped'
    on conflict do nothing`);
  const health = on.$with("health", {}).as(sql`
    select "endpointId" as endpoint_id, bool_or(outcome = 'delivered') is true as is_working from ${asked}
    where outcome is distinct from 'skipped' group by 1`);
  // In one order, so that two processes cannot deadlock.
  const locked = on.$with("locked", {}).as(sql`
    select endpoint_id, failing_since from ${webhookCursors} where endpoint_id = any(${array("endpointId", "uuid")})
    order by endpoint_id for no key update`);
  const changed = on.$with("changed", {}).as(sql`
    update ${webhookCursors} c set failing_since = case when health.is_working then null else now() end
    from health join locked on locked.endpoint_id = health.endpoint_id
    where c.endpoint_id = any(${array("endpointId", "uuid")}) and c.endpoint_id = health.endpoint_id
      and health.is_working = (locked.failing_since is not null)`);
  return on
    .with(updated, attempted, health, locked, changed)
    .select({
      id: sql<string>`asked.id`,
      failingSeconds: sql<number | null>`(
        select extract(epoch from now() - coalesce(locked.failing_since, now()))::float8 from health join locked on locked.endpoint_id = health.endpoint_id
        where health.endpoint_id = asked."endpointId" and not health.is_working)`,
    })
    .from(asked)
    .prepare("record_webhook_attempts");
});

/** Records attempts and what follows from them. */
export async function recordAttempts(rows: readonly EndedAttempt[]): Promise<RecordedAttempt[]> {
  return recordStatement(
    Object.fromEntries(names.map((name) => [name, arrayLiteral(rows.map((row) => row[name]))])),
  );
}

const releaseStatement = prepared<Record<string, unknown>, { id: string }>((on) => {
  const released = on.$with("released", {}).as(sql`
    update ${webhookMessages} m set run_at = now(), attempt_count = attempt_count - 1, round_count = round_count - 1
    where id = any(${array("id", "uuid")}) and finished_at is null returning id`);
  return on
    .with(released)
    .select({ id: sql<string>`id` })
    .from(sql`released`)
    .prepare("release_webhook_messages");
});

/** Gives messages back that were claimed but not sent. */
export async function release(ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await releaseStatement({ id: arrayLiteral(ids) });
}

/** How long the oldest message has been due that waits for an enabled endpoint, in seconds. Zero: none is due. */
export async function measureWebhookAge(): Promise<number> {
  const [row] = await db().execute<{ age: number }>(sql`
    select coalesce(extract(epoch from now() - min(oldest.run_at)), 0)::float8 as age
    from ${webhookEndpoints} e cross join lateral (
      select m.run_at from ${webhookMessages} m where m.endpoint_id = e.id and m.finished_at is null and m.run_at <= now()
      order by m.run_at limit 1) oldest
    where e.disabled_at is null`);
  return row!.age;
}
