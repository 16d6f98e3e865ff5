import { eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import { deliveries, deliveryTries, events, outbox } from "@/drizzle/schema";
import { arrayLiteral, db, prepared } from "@/lib/db";

/*
 * The worker's statements. A claim moves `outbox.run_at` forward by a lease, and the new `run_at` identifies the claim: a worker
 * that still finds it holds the delivery, and one that was too slow finds another value. All statements take many rows,
 * as one array per column.
 *
 * A table is never only joined with such rows: their ids are a condition on it, too, as an array, and a claim is compared in
 * a subquery. Otherwise a plan that was made while the table was small would read all of it for the join, and go on doing
 * so when it has grown (lib/hot-statements.test.ts).
 */

export type Delivery = typeof deliveries.$inferSelect;

/** What sending needs of a delivery. */
export type SendableDelivery = Pick<
  Delivery,
  | "id"
  | "projectId"
  | "verificationId"
  | "generation"
  | "channel"
  | "recipient"
  | "locale"
  | "template"
  | "customMessage"
  | "trigger"
  | "tryCount"
> & {
  /** The claim: `outbox.run_at`. This process holds the delivery until then. */
  claim: Date;
};

export type ClaimedDelivery = Delivery &
  SendableDelivery & {
    /** The provider that an operator chose for the next pass. */
    chosenProviderId: string | null;
  };

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

/**
 * The column is one of the ids in the parameter `id`. An array alone would search every partition; its bounds exclude all but
 * one or two.
 */
function isAsked(column: SQL): SQL {
  return sql`${column} = any(${sql.placeholder("id")}::uuid[]) and ${isWithinAsked(column)}`;
}

function isWithinAsked(column: SQL): SQL {
  return sql`${column} between ${sql.placeholder("firstId")}::uuid and ${sql.placeholder("lastId")}::uuid`;
}

/** Rows passed as one array per column: `{ id: "uuid" }` reads the parameter `id` as `uuid[]`. */
function asked(columns: Record<string, string>): SQL {
  const arrays = Object.entries(columns).map(
    ([name, type]) => sql`${sql.placeholder(name)}::${sql.raw(type)}[]`,
  );
  const names = Object.keys(columns).map((name) => sql.identifier(name));
  return sql`unnest(${sql.join(arrays, sql`, `)}) as asked(${sql.join(names, sql`, `)})`;
}

/** The parameters of `asked` and `isAsked` for at least one row. */
function arraysOf<Row extends { id: string }>(
  names: readonly (keyof Row & string)[],
  rows: readonly Row[],
): Record<string, string> {
  const arrays = names.map((name) => [
    name,
    arrayLiteral(rows.map((row) => row[name] as string | number | Date | null)),
  ]);
  const ids = rows.map(({ id }) => id).sort();
  return { ...Object.fromEntries(arrays), firstId: ids[0]!, lastId: ids.at(-1)! };
}

const claimStatement = prepared<{ limit: number; leaseSeconds: number }, ClaimedDelivery>((db) => {
  const due = db.$with("due", {}).as(sql`
    select delivery_id from ${outbox} where run_at <= now()
    order by run_at desc limit ${sql.placeholder("limit")}::int for update skip locked`);
  const existing = db.$with("existing", {}).as(sql`
    select id from ${deliveries} where id = any(array(select delivery_id from due))`);
  const exists = sql`delivery_id = any(array(select id from existing))`;
  // Retention deleted their deliveries.
  const orphaned = db.$with("orphaned", {}).as(sql`
    delete from ${outbox} where delivery_id = any(array(select delivery_id from due)) and not ${exists}`);
  const claimed = db.$with("claimed", {}).as(sql`
    update ${outbox} set run_at = ${inSeconds("leaseSeconds")} where ${exists}
    returning delivery_id, run_at, chosen_provider_id`);
  return (
    db
      .with(due, existing, orphaned, claimed)
      .select({
        ...deliveryFrom("d"),
        // One statement, so one `now()` and one claim.
        claim: sql<Date>`(select run_at from claimed limit 1)`.mapWith(outbox.runAt),
        chosenProviderId: sql<
          string | null
        >`(select chosen_provider_id from claimed where claimed.delivery_id = d.id)`,
      })
      // An array, because the planner would estimate a join as the whole table.
      .from(sql`${deliveries} d`)
      .where(sql`d.id = any(array(select delivery_id from claimed))`)
      .prepare("claim_deliveries")
  );
});

/**
 * Claims due deliveries that no worker holds, the latest due first, because an old message may no longer be useful. Deletes the
 * rows of deliveries that no longer exist.
 */
export async function claim(limit: number, leaseSeconds: number): Promise<ClaimedDelivery[]> {
  return claimStatement({ limit, leaseSeconds });
}

/** Makes a provider the first one for a message that waits in the outbox. */
export async function chooseProvider(deliveryId: string, providerId: string): Promise<void> {
  await db().update(outbox).set({ chosenProviderId: providerId }).where(eq(outbox.deliveryId, deliveryId));
}

export interface BeginTry {
  id: string;
  claim: Date;
  providerId: string;
  providerKind: string;
}

export interface BegunTry {
  id: string;
  claim: Date;
  number: number;
}

const beginStatement = prepared<Record<string, unknown>, BegunTry>((db) => {
  const rows = asked({
    id: "uuid",
    claim: "timestamptz(3)",
    providerId: "uuid",
    providerKind: "text",
  });
  const held = db.$with("held", {}).as(sql`
    update ${outbox} o set run_at = ${inSeconds("leaseSeconds")}
    where ${isAsked(sql`o.delivery_id`)} and o.run_at = (select claim from ${rows} where asked.id = o.delivery_id limit 1)
    returning o.delivery_id, o.run_at`);
  const earlier = db.$with("earlier", {}).as(sql`
    insert into ${deliveryTries} (delivery_id, number, provider_id, provider_kind, started_at, finished_at, outcome, provider_code, explanation, provider_message_id)
    select id, try_count, provider_id, provider_kind, try_started_at, try_finished_at, try_outcome, provider_code, explanation, provider_message_id
    from ${deliveries} where id = any(array(select delivery_id from held)) and ${isWithinAsked(sql`id`)} and try_count > 0 and provider_id is not null and try_started_at is not null
    on conflict do nothing`);
  const begun = db.$with("begun", {}).as(sql`
    update ${deliveries} d set try_count = d.try_count + 1,
      (provider_id, provider_kind) = (select "providerId", "providerKind" from ${rows} where asked.id = d.id limit 1),
      try_started_at = now(), try_finished_at = null, try_outcome = null, provider_code = null, explanation = null, provider_message_id = null,
      status = null, status_at = null, status_code = null
    where d.id = any(array(select delivery_id from held)) and ${isWithinAsked(sql`d.id`)} and d.finished_at is null
    returning d.id, (select run_at from held limit 1) as run_at, d.try_count`);
  return db
    .with(held, earlier, begun)
    .select({
      id: sql<string>`id`,
      claim: sql<Date>`run_at`.mapWith(outbox.runAt),
      number: sql<number>`try_count`,
    })
    .from(sql`begun`)
    .prepare("begin_tries");
});

/**
 * Records tries before anything is sent, so that a crash leaves a trace, and renews the leases. Deliveries whose claim has
 * expired are omitted from the result: another worker has them.
 */
export async function beginTries(rows: readonly BeginTry[], leaseSeconds: number): Promise<BegunTry[]> {
  return beginStatement({ ...arraysOf(["id", "claim", "providerId", "providerKind"], rows), leaseSeconds });
}

/** How a try ended, without finishing its delivery. */
export interface EndTry {
  id: string;
  number: number;
  outcome: NonNullable<Delivery["tryOutcome"]>;
  providerCode: string | null;
  explanation: string | null;
  providerMessageId: string | null;
}

const endStatement = prepared<Record<string, unknown>, { id: string }>((db) => {
  const rows = asked({
    id: "uuid",
    number: "int",
    outcome: "text",
    providerCode: "text",
    explanation: "text",
    providerMessageId: "text",
  });
  const set = sql`finished_at = now(), outcome = asked.outcome, provider_code = asked."providerCode",
    explanation = asked.explanation, provider_message_id = asked."providerMessageId"`;
  const current = db.$with("current", {}).as(sql`
    update ${deliveries} d set try_finished_at = now(), try_outcome = asked.outcome, provider_code = asked."providerCode",
      explanation = asked.explanation, provider_message_id = asked."providerMessageId"
    from ${rows} where ${isAsked(sql`d.id`)} and d.id = asked.id and d.try_count = asked.number
    returning d.id`);
  // Another worker has begun the next try, because our lease expired.
  const earlier = db.$with("earlier", {}).as(sql`
    update ${deliveryTries} t set ${set} from ${rows}
    where ${isAsked(sql`t.delivery_id`)} and t.delivery_id = asked.id and t.number = asked.number
      and not exists (select from current where current.id = asked.id)`);
  return db.with(current, earlier).select({ id: sql<string>`id` }).from(sql`current`).prepare("end_tries");
});

export async function endTries(rows: readonly EndTry[]): Promise<void> {
  await endStatement(
    arraysOf(["id", "number", "outcome", "providerCode", "explanation", "providerMessageId"], rows),
  );
}

/** The final outcome of a delivery. */
export interface Finish {
  id: string;
  outcome: NonNullable<Delivery["outcome"]>;
  reason: string | null;
  masked: string;
  eventId: string;
  /** The last try's end. Null if no try has just ended. */
  number: number | null;
  tryOutcome: Delivery["tryOutcome"];
  providerCode: string | null;
  explanation: string | null;
  providerMessageId: string | null;
  /** The number of a try that was recorded ahead but not made. Null: none. */
  withdrawn: number | null;
}

export interface Finished {
  id: string;
  /** The time since the delivery was recorded. */
  waitedSeconds: number;
}

const finishStatement = prepared<Record<string, unknown>, Finished>((db) => {
  const rows = asked({
    id: "uuid",
    outcome: "text",
    reason: "text",
    masked: "text",
    eventId: "uuid",
    number: "int",
    tryOutcome: "text",
    providerCode: "text",
    explanation: "text",
    providerMessageId: "text",
    withdrawn: "int",
  });
  const ends = sql`d.try_count = asked.number`;
  const isWithdrawn = sql`d.try_count = asked.withdrawn`;
  const done = db.$with("done", {}).as(sql`
    delete from ${outbox} where ${isAsked(sql`delivery_id`)}`);
  const finished = db.$with("finished", {}).as(sql`
    update ${deliveries} d set finished_at = now(), outcome = asked.outcome, reason = asked.reason,
      try_count = case when ${isWithdrawn} then d.try_count - 1 else d.try_count end,
      provider_id = case when ${isWithdrawn} then null else d.provider_id end,
      provider_kind = case when ${isWithdrawn} then null else d.provider_kind end,
      try_started_at = case when ${isWithdrawn} then null else d.try_started_at end,
      try_finished_at = case when ${ends} then now() else d.try_finished_at end,
      try_outcome = case when ${ends} then asked."tryOutcome" else d.try_outcome end,
      provider_code = case when ${ends} then asked."providerCode" else d.provider_code end,
      explanation = case when ${ends} then asked.explanation else d.explanation end,
      provider_message_id = case when ${ends} then asked."providerMessageId" else d.provider_message_id end
    from ${rows} where ${isAsked(sql`d.id`)} and d.id = asked.id and d.finished_at is null
    returning d.*, asked.masked, asked."eventId"`);
  const recorded = db.$with("recorded", {}).as(sql`
    insert into ${events} (id, project_id, verification_id, type, actor, data)
    select "eventId", project_id, verification_id, 'delivery.' || outcome, 'system', jsonb_strip_nulls(jsonb_build_object(
      'deliveryId', id, 'channel', channel, 'recipient', masked, 'provider', provider_kind, 'reason', reason, 'tries', try_count))
    from finished`);
  return db
    .with(done, finished, recorded)
    .select({
      id: sql<string>`id`,
      waitedSeconds: sql<number>`extract(epoch from finished_at - created_at)::float8`,
    })
    .from(sql`finished`)
    .prepare("finish_deliveries");
});

const finishColumns = [
  "id",
  "outcome",
  "reason",
  "masked",
  "eventId",
  "number",
  "tryOutcome",
  "providerCode",
  "explanation",
  "providerMessageId",
  "withdrawn",
] as const;

/**
 * Finishes deliveries, with their last tries and events. Returns those that were not finished yet. An outcome counts even
 * after the lease has expired: what a provider accepted is accepted.
 */
export async function finish(rows: readonly Finish[]): Promise<Finished[]> {
  return rows.length === 0 ? [] : finishStatement(arraysOf(finishColumns, rows));
}

/** A held delivery to release, to be claimed again after some seconds. */
export interface Release {
  id: string;
  claim: Date;
  inSeconds: number;
  /** Like `Finish.withdrawn`. */
  withdrawn: number | null;
}

const releaseStatement = prepared<Record<string, unknown>, { id: string }>((db) => {
  const rows = asked({ id: "uuid", claim: "timestamptz(3)", inSeconds: "float8", withdrawn: "int" });
  const released = db.$with("released", {}).as(sql`
    update ${outbox} o
    set run_at = now() + make_interval(secs => (select "inSeconds" from ${rows} where asked.id = o.delivery_id limit 1))
    where ${isAsked(sql`o.delivery_id`)} and o.run_at = (select claim from ${rows} where asked.id = o.delivery_id limit 1)
    returning o.delivery_id`);
  const withdrawn = db.$with("withdrawn", {}).as(sql`
    update ${deliveries} d set try_count = d.try_count - 1, provider_id = null, provider_kind = null, try_started_at = null
    where d.id = any(array(select delivery_id from released)) and ${isWithinAsked(sql`d.id`)} and d.finished_at is null
      and d.try_count = (select withdrawn from ${rows} where asked.id = d.id limit 1)`);
  return db
    .with(released, withdrawn)
    .select({ id: sql<string>`delivery_id` })
    .from(sql`released`)
    .prepare("release_deliveries");
});

export async function release(rows: readonly Release[]): Promise<void> {
  if (rows.length > 0) await releaseStatement(arraysOf(["id", "claim", "inSeconds", "withdrawn"], rows));
}

/** At the end of a lateral lookup of more than one row: keeps the planner from turning it into a join. */
const eachAlone = sql`offset 0`;

const activateStatement = prepared<Record<string, unknown>, { id: string }>((db) => {
  const waiting = db.$with("waiting", {}).as(sql`
    select fallback.id, fallback.verification_id, queued.run_at - now() as early
    from unnest(${sql.placeholder("id")}::uuid[]) as asked(id)
    cross join lateral (select verification_id from ${deliveries} where id = asked.id limit 1) failed
    cross join lateral (
      select id, verification_id from ${deliveries} where verification_id = failed.verification_id and backs_up_id = asked.id
        and finished_at is null and try_count = 0 ${eachAlone}) fallback
    cross join lateral (select run_at from ${outbox} where delivery_id = fallback.id limit 1) queued
    where queued.run_at > now()`);
  // A policy has at most two fallbacks, so at most one timer follows the fallback.
  const moved = db.$with("moved", {}).as(sql`
    select id, early from waiting
    union all
    select next.id, waiting.early from waiting
    cross join lateral (
      select id from ${deliveries} where verification_id = waiting.verification_id and backs_up_id = waiting.id
        and trigger = 'timer' and finished_at is null ${eachAlone}) next`);
  const due = db.$with("due", {}).as(sql`
    update ${outbox} o set run_at = o.run_at - (select early from moved where moved.id = o.delivery_id limit 1)
    where o.delivery_id = any(array(select id from moved))
    returning o.delivery_id`);
  return db
    .with(waiting, moved, due)
    .select({ id: sql<string>`delivery_id` })
    .from(sql`due`)
    .where(sql`delivery_id = any(array(select id from waiting))`)
    .prepare("activate_fallbacks");
});

/**
 * Makes the fallbacks of failed deliveries due now, and moves the timers behind them by the same time. Returns the number of
 * those that are due.
 */
export async function activateFallbacks(failed: readonly string[]): Promise<number> {
  if (failed.length === 0) return 0;
  return (await activateStatement({ id: arrayLiteral(failed) })).length;
}

const unneededStatement = prepared<Record<string, unknown>, { id: string }>((db) => {
  // Not `exists`, which the planner may answer by reading the table once for all rows.
  const isReplaced = sql`(select true from ${deliveries} later where later.verification_id = d.verification_id
    and later.trigger = 'request' and later.created_at > d.created_at limit 1)`;
  const isBackedUpInVain = sql`(select true from ${deliveries} before where before.id = d.backs_up_id
    and (before.status = 'delivered' or before.reason = 'not_needed') limit 1)`;
  return db
    .select({ id: sql<string>`d.id` })
    .from(sql`${deliveries} d`)
    .where(sql`${isAsked(sql`d.id`)} and (${isReplaced} or ${isBackedUpInVain})`)
    .prepare("unneeded_fallbacks");
});

/**
 * Which of these fallbacks are not needed although the verification is pending: the message before them was delivered or was
 * not needed itself, or the person has since asked for another message, which has its own fallbacks.
 */
export async function unneededFallbacks(fallbacks: readonly { id: string }[]): Promise<ReadonlySet<string>> {
  if (fallbacks.length === 0) return new Set();
  const rows = await unneededStatement(arraysOf(["id"], fallbacks));
  return new Set(rows.map(({ id }) => id));
}

const outcomeStatement = prepared<{ id: string }, Delivery>((db) =>
  db
    .select()
    .from(deliveries)
    .where(sql`${deliveries.id} = ${sql.placeholder("id")}::uuid`)
    .prepare("delivery_outcome"),
);

export async function findOutcome(id: string): Promise<Delivery | undefined> {
  const [row] = await outcomeStatement({ id });
  return row;
}
