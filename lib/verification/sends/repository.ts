import { type SQL, sql } from "drizzle-orm";
import {
  budgets,
  deliveries,
  identifiers,
  outbox,
  suppressions,
  users,
  verifications,
} from "@/drizzle/schema";
import type { Db } from "@/lib/db";
import type { PlannedRows } from "@/lib/delivery";
import { type LimitArrays, oneRow, quotaReport, volumeReport } from "../budgets/repository";
import { belongsToProject, databaseNow, param, rowWithPolicy } from "../sql-fragments/repository";

/** What every statement that sends needs. */
export interface Sending extends PlannedRows, LimitArrays {}

/**
 * Records the planned deliveries of the verification in `from`, unless the caller delivers the secret itself. Those that must
 * not be sent like others, to decoys and suppressed recipients, are recorded as unclaimed, whatever was planned.
 */
export function appendDeliveries(db: Db, from: SQL, customMessage: SQL = sql`null`) {
  const planned = sql`unnest(${param("deliveryId", "uuid[]")}, ${param("deliveryChannel", "text[]")}, ${param("deliveryTrigger", "text[]")},
      ${param("deliveryBacksUp", "uuid[]")}, ${param("deliveryDue", "float8[]")}, ${param("deliveryProvider", "uuid[]")},
      ${param("deliveryProviderKind", "text[]")}) as planned(id, channel, trigger, backs_up, due, provider, provider_kind)`;
  const source = sql`(
    select v.*, planned.id as delivery_id, planned.channel as delivery_channel, trigger, backs_up, provider, provider_kind,
      provider is not null and not v.is_decoy and not ${isSuppressed(sql`v.identifier_value`, sql`planned.channel`)} as is_claimed,
      due as due_seconds
    from ${from} v, ${planned} where v.policy->>'deliver' = 'send')`;
  const planning = db.$with("planning", {}).as(sql`select * from ${source} planning`);
  const recorded = db.$with("recorded", {}).as(sql`
    insert into ${deliveries} (id, project_id, verification_id, generation, channel, recipient, locale, template, custom_message, trigger, backs_up_id, is_watched,
      try_count, provider_id, provider_kind, try_started_at)
    select delivery_id, project_id, id, generation, delivery_channel, identifier_value, locale, purpose, ${customMessage}, trigger, backs_up, is_watched,
      case when is_claimed then 1 else 0 end, case when is_claimed then provider end, case when is_claimed then provider_kind end,
      case when is_claimed then now() end
    from planning`);
  const queued = db.$with("queued", {}).as(sql`
    insert into ${outbox} (delivery_id, project_id, run_at)
    select delivery_id, project_id, now() + make_interval(secs => case when is_claimed or trigger <> 'request' then due_seconds else 0 end) from planning
    returning delivery_id, run_at`);
  return [planning, recorded, queued] as const;
}

/** The claim of the first planned delivery. Null: it was not recorded as claimed. */
const claimOfDelivery = sql<Date | null>`(
  select queued.run_at from planning join queued on queued.delivery_id = planning.delivery_id where planning.is_claimed)`.mapWith(
  outbox.runAt,
);

/** Whether the recipient is on the project's suppression list for the channel. Those of erased people are there as hashes. */
export function isSuppressed(recipient: SQL, channel: SQL): SQL {
  // Not `exists`, which the planner may answer by reading the table once for all rows.
  return sql`(select count(*) > 0 from (select from ${suppressions} where ${suppressions.projectId} = ${param("projectId", "uuid")}
    and ${suppressions.recipient} in (lower(${recipient}), suppressed_hash(${param("projectId", "uuid")}, ${recipient})) and ${suppressions.channel} = ${channel} limit 1) suppression)`;
}

/** Reasons other than limits why a start is refused. */
export function admission(db: Db) {
  const ofRecipient = sql`${identifiers.projectId} = ${param("projectId", "uuid")} and ${identifiers.type} = ${param("identifierType", "text")}
    and ${identifiers.normalized} = ${param("identifier", "text")}`;
  return db.$with("admission", {}).as(sql`
    select
      ${param("userId", "uuid")} is not null and not exists (
        select from ${users} where ${users.id} = ${param("userId", "uuid")} and ${belongsToProject(users.projectId)}) as user_missing,
      ${param("userId", "uuid")} is not null and ${param("policy", "jsonb")}->>'bind' <> 'never' and exists (
        select from ${identifiers} where ${ofRecipient} and ${identifiers.verifiedAt} is not null
          and (${param("takenByAnyone", "boolean")} or ${identifiers.userId} <> ${param("userId", "uuid")})) as taken,
      (select max(full_until) from unnest(${param("lockingBudgets", "text[]")}) locking(key) cross join lateral (
        select * from ${budgets} where ${budgets.projectId} = ${param("projectId", "uuid")} and ${budgets.kind} = 'guess' and ${budgets.key} = locking.key
        ${oneRow}) budget
        where cardinality(instants) >= capacity and full_until > now()) as locked_until,
      ${param("hidesSuppression", "boolean")} is not true and ${isSuppressed(param("identifierValue", "text"), param("channel", "text"))} as suppressed,
      ${param("isHidden", "boolean")} or ${param("knownOnly", "boolean")} and not exists (select from ${identifiers} where ${ofRecipient}) as is_decoy`);
}

export const lockedUntil = sql<Date | null>`admission.locked_until`.mapWith(budgets.fullUntil);

/** What every statement that sends returns. */
export const sendReport = {
  now: databaseNow,
  quota: quotaReport,
  volumes: volumeReport,
  claim: claimOfDelivery,
};

export const lockCurrent = (db: Db) =>
  db.$with("current", {}).as(sql`
    select ${rowWithPolicy} from ${verifications}
    where id = ${param("id", "uuid")} and ${belongsToProject(verifications.projectId)} for update`);

export const isPending = sql`verified_at is null and canceled_at is null and expires_at > now() and attempt_count < (policy->>'maxAttempts')::int`;
