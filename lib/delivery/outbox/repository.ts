import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { deliveries, deliveryTries, events } from "@/drizzle/schema";
import { prepared } from "@/lib/db";

/*
 * The worker's statements. A claim moves `run_at` forward by a lease, and the new `run_at` identifies the claim: a worker that
 * still finds it holds the delivery, and one that was too slow finds another value.
 */

export type Delivery = typeof deliveries.$inferSelect;

const columns = getTableColumns(deliveries);

function deliveryFrom(from: string) {
  return Object.fromEntries(
    Object.entries(columns).map(([field, column]) => [
      field,
      sql`${sql.identifier(from)}.${sql.identifier(column.name)}`.mapWith(column),
    ]),
  ) as { [K in keyof Delivery]: SQL<Delivery[K]> };
}

function inSeconds(name: string): SQL {
  return sql`now() + make_interval(secs => ${sql.placeholder(name)}::float8)`;
}

const claimStatement = prepared<{ limit: number; leaseSeconds: number }, Delivery>((db) => {
  const due = db.$with("due", {}).as(sql`
    select id from ${deliveries} where finished_at is null and run_at <= now()
    order by run_at limit ${sql.placeholder("limit")}::int for update skip locked`);
  // An array, because the planner would estimate a join as the whole table.
  const claimed = db.$with("claimed", {}).as(sql`
    update ${deliveries} set run_at = ${inSeconds("leaseSeconds")}
    where id = any(array(select id from due)) returning *`);
  return db.with(due, claimed).select(deliveryFrom("claimed")).from(sql`claimed`).prepare("claim_deliveries");
});

/** Claims due deliveries that no worker holds, oldest first. Claims expire with the lease. */
export async function claim(limit: number, leaseSeconds: number): Promise<Delivery[]> {
  return claimStatement({ limit, leaseSeconds });
}

const beginStatement = prepared<Record<string, unknown>, { runAt: Date; tryCount: number }>((db) => {
  const begun = db.$with("begun", {}).as(sql`
    update ${deliveries} set run_at = ${inSeconds("leaseSeconds")}, try_count = try_count + 1
    where id = ${sql.placeholder("id")}::uuid and finished_at is null and run_at = ${sql.placeholder("token")}::timestamptz
    returning *`);
  const opened = db.$with("opened", {}).as(sql`
    insert into ${deliveryTries} (id, delivery_id, number, provider_id, provider_kind)
    select ${sql.placeholder("tryId")}::uuid, id, try_count, ${sql.placeholder("providerId")}::uuid,
      ${sql.placeholder("providerKind")}::text from begun`);
  const { runAt, tryCount } = deliveryFrom("begun");
  return db.with(begun, opened).select({ runAt, tryCount }).from(sql`begun`).prepare("begin_try");
});

export interface BeginTry {
  id: string;
  /** The claim's `run_at`. */
  token: Date;
  tryId: string;
  providerId: string;
  providerKind: string;
  leaseSeconds: number;
}

/**
 * Records a try before anything is sent, so that a crash leaves a trace, and renews the lease.
 * Undefined if the claim has expired and another worker has the delivery.
 */
export async function beginTry(values: BeginTry): Promise<{ runAt: Date; tryCount: number } | undefined> {
  const [row] = await beginStatement({ ...values, token: values.token.toISOString() });
  return row;
}

const endStatement = prepared<Record<string, unknown>, { id: string }>((db) => {
  const ended = db.$with("ended", {}).as(sql`
    update ${deliveryTries} set finished_at = now(), outcome = ${sql.placeholder("outcome")}::text,
      explanation = ${sql.placeholder("explanation")}::text, provider_message_id = ${sql.placeholder("providerMessageId")}::text
    where id = ${sql.placeholder("tryId")}::uuid returning id`);
  return db.with(ended).select({ id: sql<string>`id` }).from(sql`ended`).prepare("end_try");
});

export interface EndTry {
  tryId: string;
  outcome: "accepted" | "unavailable" | "refused";
  explanation: string;
  providerMessageId: string | null;
}

export async function endTry({ tryId, outcome, explanation, providerMessageId }: EndTry): Promise<void> {
  await endStatement({ tryId, outcome, explanation, providerMessageId });
}

const finishStatement = prepared<{ rows: string }, Finished>((db) => {
  const asked = sql`jsonb_to_recordset(${sql.placeholder("rows")}::jsonb) as asked(
    id uuid, outcome text, reason text, masked text, "eventId" uuid, "tryId" uuid, "isNewTry" boolean,
    "providerId" uuid, "providerKind" text, explanation text, "providerMessageId" text)`;
  const finished = db.$with("finished", {}).as(sql`
    update ${deliveries} d set finished_at = now(), outcome = asked.outcome, reason = asked.reason,
      accepted_at = case when asked.outcome = 'accepted' then now() end,
      provider_id = asked."providerId", provider_kind = asked."providerKind",
      try_count = d.try_count + case when asked."isNewTry" then 1 else 0 end
    from ${asked} where d.id = asked.id and d.finished_at is null
    returning d.*, asked.masked, asked."eventId", asked."tryId", asked.explanation, asked."providerMessageId"`);
  const tries = db.$with("tries", {}).as(sql`
    insert into ${deliveryTries} (id, delivery_id, number, provider_id, provider_kind, finished_at, outcome, explanation, provider_message_id)
    select "tryId", id, try_count, provider_id, provider_kind, now(), 'accepted', explanation, "providerMessageId"
    from finished where "tryId" is not null
    on conflict (id) do update set finished_at = excluded.finished_at, outcome = excluded.outcome,
      explanation = excluded.explanation, provider_message_id = excluded.provider_message_id`);
  const recorded = db.$with("recorded", {}).as(sql`
    insert into ${events} (id, project_id, verification_id, type, actor, data)
    select "eventId", project_id, verification_id, 'delivery.' || outcome, 'system', jsonb_strip_nulls(jsonb_build_object(
      'deliveryId', id, 'channel', channel, 'recipient', masked, 'provider', provider_kind, 'reason', reason, 'tries', try_count))
    from finished`);
  return db
    .with(finished, tries, recorded)
    .select({
      id: sql<string>`id`,
      waitedSeconds: sql<number>`extract(epoch from finished_at - created_at)::float8`,
    })
    .from(sql`finished`)
    .prepare("finish_deliveries");
});

/** The final outcome of a delivery. */
export interface Finish {
  id: string;
  outcome: NonNullable<Delivery["outcome"]>;
  reason?: string;
  masked: string;
  eventId: string;
  /** The accepted try. `isNewTry`: it was not recorded before, because nothing had to be sent. */
  tryId?: string;
  isNewTry?: boolean;
  providerId?: string;
  providerKind?: string;
  explanation?: string;
  providerMessageId?: string;
}

export interface Finished {
  id: string;
  /** The time since the message entered the outbox. */
  waitedSeconds: number;
}

/** Finishes deliveries with their events and accepted tries in one statement. Returns those that were not finished yet. */
export async function finish(rows: readonly Finish[]): Promise<Finished[]> {
  return rows.length === 0 ? [] : finishStatement({ rows: JSON.stringify(rows) });
}

const moveStatement = prepared<{ rows: string }, { id: string }>((db) => {
  const moved = db.$with("moved", {}).as(sql`
    update ${deliveries} d set run_at = now() + make_interval(secs => asked."inSeconds")
    from jsonb_to_recordset(${sql.placeholder("rows")}::jsonb) as asked(id uuid, token timestamptz(3), "inSeconds" float8)
    where d.id = asked.id and d.finished_at is null and d.run_at = asked.token
    returning d.id`);
  return db.with(moved).select({ id: sql<string>`id` }).from(sql`moved`).prepare("move_deliveries");
});

/** Releases held deliveries, to be claimed again after some seconds. */
export async function release(
  rows: readonly { id: string; token: Date; inSeconds: number }[],
): Promise<void> {
  if (rows.length > 0) await moveStatement({ rows: JSON.stringify(rows) });
}
