import { sql } from "drizzle-orm";
import { deliveries, deliveryTries, outbox } from "@/drizzle/schema";
import { perProject, preparedInProject } from "@/lib/db";
import type { Delivery } from "../repository";
import { arraysOf, asked, inSeconds, isAsked, isWithinAsked } from "../sql-fragments/repository";

export interface BeginTry {
  id: string;
  projectId: string;
  claim: Date;
  providerId: string;
  providerKind: string;
}

export interface BegunTry {
  id: string;
  claim: Date;
  number: number;
}

const beginStatement = preparedInProject<Record<string, unknown>, BegunTry>((db) => {
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
    insert into ${deliveryTries} (delivery_id, number, project_id, provider_id, provider_kind, started_at, finished_at, outcome, provider_code, explanation, provider_message_id)
    select id, try_count, project_id, provider_id, provider_kind, try_started_at, try_finished_at, try_outcome, provider_code, explanation, provider_message_id
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
  return perProject(rows, (some, projectId) =>
    beginStatement({
      ...arraysOf(["id", "claim", "providerId", "providerKind"], some),
      projectId,
      leaseSeconds,
    }),
  );
}

/** How a try ended, without finishing its delivery. */
export interface EndTry {
  id: string;
  projectId: string;
  number: number;
  outcome: NonNullable<Delivery["tryOutcome"]>;
  providerCode: string | null;
  explanation: string | null;
  providerMessageId: string | null;
}

const endStatement = preparedInProject<Record<string, unknown>, { id: string }>((db) => {
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

const endColumns = ["id", "number", "outcome", "providerCode", "explanation", "providerMessageId"] as const;

export async function endTries(rows: readonly EndTry[]): Promise<void> {
  await perProject(rows, (some, projectId) => endStatement({ ...arraysOf(endColumns, some), projectId }));
}
