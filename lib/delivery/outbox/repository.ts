import { and, eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import { deliveries, events, outbox } from "@/drizzle/schema";
import { db, isDistributed, perProject, preparedInProject } from "@/lib/db";
import { arraysOf, asked, inSeconds, isAsked, isWithinAsked } from "./sql-fragments/repository";

/*
 * A claim moves `outbox.run_at` forward by a lease, and the new `run_at` identifies the claim: a worker that still finds it
 * holds the delivery, and one that was too slow finds another value.
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

const claimStatement = preparedInProject<{ limit: number; leaseSeconds: number }, ClaimedDelivery>((db) => {
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
  const claimed: ClaimedDelivery[] = [];
  for (const projectId of isDistributed() ? await projectsWithDue(limit) : [anyProject]) {
    const rest = limit - claimed.length;
    if (rest > 0) claimed.push(...(await claimStatement({ projectId, limit: rest, leaseSeconds })));
  }
  return claimed;
}

/** A claim concerns every project on the server that it runs on. Without Citus, that is all of them. */
const anyProject = "";

/** Some projects with due deliveries. */
async function projectsWithDue(limit: number): Promise<string[]> {
  const rows = await db().execute<{ projectId: string }>(sql`
    select project_id as "projectId" from ${outbox} where run_at <= now() group by project_id order by max(run_at) desc limit ${limit}`);
  return rows.map(({ projectId }) => projectId);
}

/** Makes a provider the first one for a message that waits in the outbox. */
export async function chooseProvider(
  projectId: string,
  deliveryId: string,
  providerId: string,
): Promise<void> {
  await db()
    .update(outbox)
    .set({ chosenProviderId: providerId })
    .where(and(eq(outbox.deliveryId, deliveryId), eq(outbox.projectId, projectId)));
}

/** A held delivery to release, to be claimed again after some seconds. */
export interface Release {
  id: string;
  projectId: string;
  claim: Date;
  inSeconds: number;
  /** Like `Finish.withdrawn`. */
  withdrawn: number | null;
}

const releaseStatement = preparedInProject<Record<string, unknown>, { id: string }>((db) => {
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
  await perProject(rows, (some, projectId) =>
    releaseStatement({ ...arraysOf(["id", "claim", "inSeconds", "withdrawn"], some), projectId }),
  );
}

/** The final outcome of a delivery. */
export interface Finish {
  id: string;
  projectId: string;
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

const finishStatement = preparedInProject<Record<string, unknown>, Finished>((db) => {
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
  return perProject(rows, (some, projectId) =>
    finishStatement({ ...arraysOf(finishColumns, some), projectId }),
  );
}

const outcomeStatement = preparedInProject<{ id: string }, Delivery>((db) =>
  db
    .select()
    .from(deliveries)
    .where(sql`${deliveries.id} = ${sql.placeholder("id")}::uuid`)
    .prepare("delivery_outcome"),
);

export async function findOutcome(projectId: string, id: string): Promise<Delivery | undefined> {
  const [row] = await outcomeStatement({ projectId, id });
  return row;
}
