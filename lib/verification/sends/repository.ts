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
import { type LimitArrays, oneRow, quotaReport } from "../budgets/repository";
import { belongsToProject, databaseNow, param, rowWithPolicy } from "../sql-fragments/repository";

/** What every statement that sends needs. */
export interface Sending extends PlannedRows, LimitArrays {}

/**
 * Records the planned deliveries of the verification in `from`, unless the caller delivers the secret itself. Those that must
 * not be sent like others, to decoys and suppressed recipients, are recorded as unclaimed, whatever was planned.
 * `suppressedOn`: the array of channels on which the recipient is suppressed.
 */
export function appendDeliveries(
  db: Db,
  from: SQL,
  suppressedOn: SQL,
  customMessage: SQL = param("customMessage", "jsonb"),
) {
  const planned = sql`unnest(${param("deliveryId", "uuid[]")}, ${param("deliveryChannel", "text[]")}, ${param("deliveryTrigger", "text[]")},
      ${param("deliveryBacksUp", "uuid[]")}, ${param("deliveryDue", "float8[]")}, ${param("deliveryProvider", "uuid[]")},
      ${param("deliveryProviderKind", "text[]")}) as planned(id, channel, trigger, backs_up, due, provider, provider_kind)`;
  const planning = db.$with("planning", {}).as(sql`
    select v.id, v.project_id, v.generation, v.identifier_value, v.locale, v.purpose, v.is_watched,
      planned.id as delivery_id, planned.channel, trigger, backs_up, provider, provider_kind, due as due_seconds,
      provider is not null and not v.is_decoy and planned.channel <> all(${suppressedOn}::text[]) as is_claimed
    from ${from} v, ${planned}`);
  const recorded = db.$with("recorded", {}).as(sql`
    insert into ${deliveries} (id, project_id, verification_id, generation, channel, recipient, locale, template, custom_message, trigger, backs_up_id, is_watched,
      try_count, provider_id, provider_kind, try_started_at)
    select delivery_id, project_id, id, generation, channel, identifier_value, locale, purpose, ${customMessage}, trigger, backs_up, is_watched,
      case when is_claimed then 1 else 0 end, case when is_claimed then provider end, case when is_claimed then provider_kind end,
      case when is_claimed then now() end
    from planning`);
  const queued = db.$with("queued", {}).as(sql`
    insert into ${outbox} (delivery_id, project_id, run_at)
    select delivery_id, project_id, now() + make_interval(secs => case when is_claimed or trigger <> 'request' then due_seconds else 0 end) from planning`);
  return [planning, recorded, queued] as const;
}

/** The claim of the first planned delivery, as `outbox.run_at` has it. Null: it was not recorded as claimed. */
const claimOfDelivery = sql<Date | null>`(
  select (now() + make_interval(secs => due_seconds))::timestamptz(3) from planning where is_claimed)`.mapWith(
  outbox.runAt,
);

/** The channels on which a recipient is on the project's suppression list. Those of erased people are there as hashes. */
export function suppressedChannels(recipient: SQL): SQL {
  return sql`array(select ${suppressions.channel} from ${suppressions} where ${suppressions.projectId} = ${param("projectId", "uuid")}
    and ${suppressions.recipient} in (lower(${recipient}), suppressed_hash(${param("projectId", "uuid")}, ${recipient})))`;
}

/** What a start needs to know. PostgreSQL prepares for everything a statement may read, so what is not needed is left out. */
export type AdmissionParts = {
  /** Whether the verification is of a user, who must exist and to whom the identifier must be free. */
  isOfUser: boolean;
  /** Whether messages only go to recipients that the project knows. */
  isForKnown: boolean;
  /** Whether there are guess budgets that also lock sends. */
  isLocking: boolean;
};

/** Reasons other than limits why a start is refused. */
export function admission(db: Db, { isOfUser, isForKnown, isLocking }: AdmissionParts) {
  const ofRecipient = sql`${identifiers.projectId} = ${param("projectId", "uuid")} and ${identifiers.type} = ${param("identifierType", "text")}
    and ${identifiers.normalized} = ${param("identifier", "text")}`;
  const userMissing = sql`${param("userId", "uuid")} is not null and not exists (
    select from ${users} where ${users.id} = ${param("userId", "uuid")} and ${belongsToProject(users.projectId)})`;
  const taken = sql`${param("userId", "uuid")} is not null and ${param("mayBind", "boolean")} and exists (
    select from ${identifiers} where ${ofRecipient} and ${identifiers.verifiedAt} is not null
      and (${param("takenByAnyone", "boolean")} or ${identifiers.userId} <> ${param("userId", "uuid")}))`;
  const lockedUntil = sql`(select max(full_until) from unnest(${param("lockingBudgets", "text[]")}) locking(key) cross join lateral (
    select * from ${budgets} where ${budgets.projectId} = ${param("projectId", "uuid")} and ${budgets.kind} = 'guess' and ${budgets.key} = locking.key
    ${oneRow}) budget
    where cardinality(instants) >= capacity and full_until > now())`;
  const isUnknown = sql`${param("knownOnly", "boolean")} and not exists (select from ${identifiers} where ${ofRecipient})`;
  return db.$with("admission", {}).as(sql`
    select ${isOfUser ? userMissing : sql`false`} as user_missing, ${isOfUser ? taken : sql`false`} as taken,
      ${isLocking ? lockedUntil : sql`null::timestamptz`} as locked_until,
      ${suppressedChannels(param("identifierValue", "text"))} as suppressed_on,
      ${param("isHidden", "boolean")} ${isForKnown ? sql`or ${isUnknown}` : sql``} as is_decoy`);
}

/** Whether the message is refused because its recipient is suppressed. */
export const suppressed = sql<boolean>`(not ${param("hidesSuppression", "boolean")} and ${param("channel", "text")} = any(suppressed_on))`;

export const lockedUntil = sql<Date | null>`admission.locked_until`.mapWith(budgets.fullUntil);

/** What every statement that sends returns. */
export const sendReport = {
  now: databaseNow,
  quota: quotaReport,
  claim: claimOfDelivery,
};

export const lockCurrent = (db: Db) =>
  db.$with("current", {}).as(sql`
    select ${rowWithPolicy} from ${verifications}
    where id = ${param("id", "uuid")} and ${belongsToProject(verifications.projectId)} for update`);

export const isPending = sql`verified_at is null and canceled_at is null and expires_at > now() and attempt_count < (policy->>'maxAttempts')::int`;
