import { type SQL, sql } from "drizzle-orm";
import {
  budgets,
  deliveries,
  events,
  identifiers,
  outbox,
  suppressions,
  users,
  verifications,
} from "@/drizzle/schema";
import { type Db, newIdInSql, prepared } from "@/lib/db";
import type { CustomMessage, PlannedRows } from "@/lib/delivery";
import { type LimitArrays, oneRow, quotaReport, spendSends, volumeReport } from "../budgets/repository";
import { type PolicyFields, storePolicy } from "../policies/repository";
import {
  type ActorFields,
  appendEvent,
  belongsToProject,
  databaseNow,
  inSeconds,
  param,
  rowWithPolicy,
  verificationFrom,
  withNow,
} from "../sql-fragments/repository";

/**
 * Records the planned deliveries of the verification in `from`, unless the caller delivers the secret itself. Those that must
 * not be sent like others, to decoys and suppressed recipients, are recorded as unclaimed, whatever was planned.
 */
function appendDeliveries(db: Db, from: SQL, customMessage: SQL = sql`null`) {
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
    insert into ${outbox} (delivery_id, run_at)
    select delivery_id, now() + make_interval(secs => case when is_claimed or trigger <> 'request' then due_seconds else 0 end) from planning
    returning delivery_id, run_at`);
  return [planning, recorded, queued] as const;
}

/** The claim of the first planned delivery. Null: it was not recorded as claimed. */
const claimOfDelivery = sql<Date | null>`(
  select queued.run_at from planning join queued on queued.delivery_id = planning.delivery_id where planning.is_claimed)`.mapWith(
  outbox.runAt,
);

/** Whether the recipient is on the project's suppression list for the channel. */
function isSuppressed(recipient: SQL, channel: SQL): SQL {
  // Not `exists`, which the planner may answer by reading the table once for all rows.
  return sql`(select count(*) > 0 from (select from ${suppressions} where ${suppressions.projectId} = ${param("projectId", "uuid")}
    and ${suppressions.recipient} = lower(${recipient}) and ${suppressions.channel} = ${channel} limit 1) suppression)`;
}

/** The caller's new message, or that of the verification's last delivery. */
const nextCustomMessage = sql`coalesce(${param("customMessage", "jsonb")}, (select custom_message from ${deliveries}
  where ${deliveries.verificationId} = ${param("id", "uuid")} order by ${deliveries.id} desc limit 1))`;

interface Sending extends PlannedRows, LimitArrays {}

export interface NewVerification extends ActorFields, PolicyFields {
  id: string;
  dialect: string;
  purpose: string;
  policyName: string;
  identifierType: string | null;
  identifierValue: string | null;
  identifier: string | null;
  country: string | null;
  channel: string | null;
  userId: string | null;
  locale: string;
  isLocaleChosen: boolean;
  returnUrl: string | null;
  returnNonce: string | null;
  metadata: string;
  secretKeyId: string;
  chosenCode: Buffer | null;
  lifetimeSeconds: number;
  codeLifetimeSeconds: number;
  cooldownSeconds: number;
  knownOnly: boolean;
  /** Whether the message is refused without telling: it is answered like any other. */
  isHidden: boolean;
  /** Whether a full volume refuses it in the same way. */
  hidesFullVolumes: boolean;
  isOpen: boolean;
  connectorId: string | null;
  client: string | null;
  updatesPrimary: boolean;
  linkTemplate: string | null;
  wireContext: string | null;
  takenByAnyone: boolean;
  /** Array: the guess budgets that also lock sends. */
  lockingBudgets: string;
  /** Whether a suppressed recipient looks like any other. Its message is skipped. */
  hidesSuppression: boolean;
}

/** Reasons other than limits why a start is refused. */
function admission(db: Db) {
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

function insertNew(db: Db, from: SQL, isDecoy: SQL = sql`is_decoy`) {
  const isIssued = sql`${param("identifier", "text")} is not null`;
  return db.$with("inserted", {}).as(sql`
    insert into ${verifications} (
      id, project_id, dialect, purpose, policy_name, policy_id, identifier_type, identifier_value, identifier, country, is_identifier_open, channel,
      user_id, connector_id, client, updates_primary, locale, is_locale_chosen, return_url, return_nonce, link_template, metadata, wire_context, secret_key_id, chosen_code, is_decoy, issued_at, send_count, next_send_at, expires_at, code_expires_at)
    select
      ${param("id", "uuid")}, ${param("projectId", "uuid")}, ${param("dialect", "text")}, ${param("purpose", "text")}, ${param("policyName", "text")},
      ${param("policyId", "uuid")}, ${param("identifierType", "text")}, ${param("identifierValue", "text")}, ${param("identifier", "text")}, ${param("country", "text")},
      ${param("isOpen", "boolean")}, ${param("channel", "text")}, ${param("userId", "uuid")},
      ${param("connectorId", "uuid")}, ${param("client", "text")}, ${param("updatesPrimary", "boolean")}, ${param("locale", "text")}, ${param("isLocaleChosen", "boolean")},
      ${param("returnUrl", "text")}, ${param("returnNonce", "text")}, ${param("linkTemplate", "text")}, ${param("metadata", "jsonb")}, ${param("wireContext", "jsonb")}, ${param("secretKeyId", "text")}, ${param("chosenCode", "bytea")}, ${isDecoy},
      case when ${isIssued} then now() end, case when ${isIssued} then 1 else 0 end,
      case when ${isIssued} then ${inSeconds("cooldownSeconds")} end, ${inSeconds("lifetimeSeconds")}, ${inSeconds("codeLifetimeSeconds")}
    from ${from}
    returning *, ${param("policy", "jsonb")} as policy`);
}

const outcome = { now: databaseNow, quota: quotaReport, volumes: volumeReport, claim: claimOfDelivery };
const lockedUntil = sql<Date | null>`admission.locked_until`.mapWith(budgets.fullUntil);

/**
 * A start: limits, superseding, insert, event and outbox in one statement. Most recipients have no pending verification, and a
 * statement that could cancel one prepares for that in every partition. So `superseding` is a statement of its own; the other one
 * inserts nothing if it finds one.
 */
function starting(db: Db, superseding: boolean) {
  const admitted = sql`(select not user_missing and not taken and not suppressed and locked_until is null from admission)`;
  const resends = param("resends", "boolean");
  // Locked before the budgets, like everywhere. Anything older than a day has expired under every policy. A bound on the id
  // would leave out partitions, but the planner might then read all that is newer than that bound.
  const pending = db.$with("pending", {}).as(sql`
    select id from ${verifications}
    where (${param("supersedes", "boolean")} or ${resends}) and ${belongsToProject(verifications.projectId)} and ${verifications.identifier} = ${param("identifier", "text")}
      and ${verifications.createdAt} > now() - interval '25 hours' and ${verifications.policyName} = ${param("policyName", "text")}
      and ${verifications.identifierType} = ${param("identifierType", "text")}
      and ${verifications.userId} is not distinct from ${param("userId", "uuid")}
      and ${verifications.client} is not distinct from ${param("client", "text")}
      and ${verifications.verifiedAt} is null and ${verifications.canceledAt} is null and ${verifications.expiresAt} > now()
    ${superseding ? sql`order by id for update` : sql``}`);
  const isFree = superseding ? sql`count(*) >= 0` : sql`count(*) = 0`;
  const sending = spendSends(
    db,
    sql`${admitted} and (select ${isFree} from pending)`,
    param("hidesFullVolumes", "boolean"),
  );
  // Only a policy that resends must know of a parallel start. With it, the budget's row decides which one is first.
  const isContended = sql`(${resends} and ${sending.isContended})`;
  const granted = sql`(${sending.granted} and not ${isContended})`;
  const inserted = insertNew(db, sql`admission where ${granted}`, sql`is_decoy or ${sending.isFull}`);
  return db
    .with(
      admission(db),
      pending,
      storePolicy(db),
      ...sending.ctes,
      ...(superseding ? supersede(db, granted) : []),
      inserted,
      ...appendDeliveries(db, sql`inserted`, param("customMessage", "jsonb")),
      appendEvent(db, sql`inserted`, sql`'verification.started'`),
    )
    .select({
      ...outcome,
      userMissing: sql<boolean>`admission.user_missing`,
      taken: sql<boolean>`admission.taken`,
      suppressed: sql<boolean>`admission.suppressed`,
      lockedUntil,
      pendingId: sql<string | null>`(select id from pending order by id desc limit 1)`,
      isContended: sql<boolean>`${isContended}`,
      isVolumeFull: sending.isVolumeFull,
      verification: verificationFrom("inserted"),
    })
    .from(sql`admission left join inserted on true`)
    .prepare(superseding ? "start_superseding" : "start_verification");
}

/** Cancels what is pending. */
function supersede(db: Db, granted: SQL) {
  const superseded = db.$with("superseded", {}).as(sql`
    update ${verifications} set canceled_at = now(), cancel_reason = 'superseded'
    where id in (select id from pending) and ${granted} returning id, project_id`);
  const supersession = db.$with("supersession", {}).as(sql`
    insert into ${events} (id, project_id, verification_id, type, actor, request_id, data)
    select ${newIdInSql}, project_id, id, 'verification.canceled', ${param("actor", "text")}, ${param("requestId", "text")},
      jsonb_build_object('reason', 'superseded') from superseded`);
  return [superseded, supersession];
}

const startStatement = prepared((db) => starting(db, false));
const supersedingStatement = prepared((db) => starting(db, true));

/**
 * Starts a verification and sends. `pendingId` is set, and nothing was inserted, if a policy that resends finds a pending
 * verification; one that supersedes cancels it.
 */
export async function insertAndSend(
  values: NewVerification & Sending & { supersedes: boolean; resends: boolean; customMessage: string | null },
) {
  const [row] = await startStatement({ ...values });
  if (!values.supersedes || row!.pendingId === null) return withNow(row!);
  const [superseding] = await supersedingStatement({ ...values });
  return { ...withNow(superseding!), pendingId: null };
}

const startOpenStatement = prepared((db) => {
  const inserted = insertNew(db, sql`admission where not user_missing`);
  return db
    .with(
      admission(db),
      storePolicy(db),
      inserted,
      appendEvent(db, sql`inserted`, sql`'verification.started'`),
    )
    .select({
      now: databaseNow,
      userMissing: sql<boolean>`admission.user_missing`,
      verification: verificationFrom("inserted"),
    })
    .from(sql`admission left join inserted on true`)
    .prepare("start_open_verification");
});

/** Starts a verification without identifier, which the portal asks for. Nothing is sent yet. */
export async function insertOpen(values: NewVerification) {
  const [row] = await startOpenStatement({ ...values });
  return withNow(row!);
}

const lockCurrent = (db: Db) =>
  db.$with("current", {}).as(sql`
    select ${rowWithPolicy} from ${verifications}
    where id = ${param("id", "uuid")} and ${belongsToProject(verifications.projectId)} for update`);

const isPending = sql`verified_at is null and canceled_at is null and expires_at > now() and attempt_count < (policy->>'maxAttempts')::int`;

const resendStatement = prepared((db) => {
  const suppressed = sql`(select not ${param("hidesSuppression", "boolean")}
    and ${isSuppressed(sql`identifier_value`, sql`coalesce(${param("channel", "text")}, channel)`)} from current)`;
  const may = sql`(select ${isPending} and issued_at is not null and send_count < coalesce((policy->>'maxSends')::int, send_count + 1)
    and coalesce(next_send_at <= now(), true) from current) and not ${suppressed}`;
  const { ctes, granted, isVolumeFull } = spendSends(db, may);
  const policy = sql`(select policy from current)`;
  const resent = db.$with("resent", {}).as(sql`
    update ${verifications} set
      send_count = send_count + 1, issued_at = now(), channel = coalesce(${param("channel", "text")}, channel),
      locale = coalesce(${param("locale", "text")}, locale), is_locale_chosen = is_locale_chosen or ${param("locale", "text")} is not null,
      -- Doubles with each send, up to ten minutes (docs/security.md #23).
      next_send_at = now() + make_interval(secs => least((${policy}->>'cooldownSeconds')::int * power(2, send_count), 600)::int),
      -- A code that the caller has replaced must not match any more.
      generation = case when ${policy}->>'resend' = 'rotate' or ${param("chosenCode", "bytea")} is not null then generation + 1 else generation end,
      chosen_code = coalesce(${param("chosenCode", "bytea")}, chosen_code),
      code_expires_at = case when ${policy}->>'resend' = 'rotate'
        then least(expires_at, now() + make_interval(secs => (${policy}->>'codeLifetimeSeconds')::int)) else code_expires_at end
    where id = ${param("id", "uuid")} and ${granted} returning ${rowWithPolicy}`);
  return db
    .with(
      lockCurrent(db),
      ...ctes,
      resent,
      ...appendDeliveries(db, sql`resent`, nextCustomMessage),
      appendEvent(db, sql`resent`, sql`'verification.resent'`),
    )
    .select({
      ...outcome,
      isVolumeFull,
      suppressed: sql<boolean>`coalesce(${suppressed}, false)`,
      customMessage: sql<CustomMessage | null>`${nextCustomMessage}`,
      before: verificationFrom("current"),
      verification: verificationFrom("resent"),
    })
    .from(sql`current left join resent on true`)
    .prepare("resend");
});

/** Sends the current challenge again, or a new one if the policy rotates. Undefined if the verification does not exist. */
export async function sendAgain(
  values: ActorFields &
    Sending & {
      id: string;
      channel: string | null;
      locale: string | null;
      hidesSuppression: boolean;
      chosenCode: Buffer | null;
      /** JSON. Null: that of the last delivery. */
      customMessage: string | null;
    },
) {
  const [row] = await resendStatement({ ...values });
  return row && { ...withNow(row), before: row.before };
}

const setIdentifierStatement = prepared((db) => {
  const may = sql`(select ${isPending} and is_identifier_open and send_count < coalesce(${param("maxSends", "int")}, send_count + 1)
    and (coalesce(next_send_at <= now(), true) or identifier is distinct from ${param("identifier", "text")}) from current)
    and (select not taken and not suppressed and locked_until is null from admission)`;
  const { ctes, granted, isFull, isVolumeFull } = spendSends(db, may, param("hidesFullVolumes", "boolean"));
  const changed = db.$with("changed", {}).as(sql`
    update ${verifications} set
      -- A code that went to one address must never prove another (docs/security.md #5).
      generation = case when issued_at is null then generation else generation + 1 end, chosen_code = ${param("chosenCode", "bytea")},
      identifier_type = ${param("identifierType", "text")}, identifier_value = ${param("identifierValue", "text")},
      identifier = ${param("identifier", "text")}, country = ${param("country", "text")}, channel = ${param("channel", "text")},
      locale = ${param("locale", "text")}, is_locale_chosen = ${param("isLocaleChosen", "boolean")},
      wire_context = case when ${param("wireContext", "jsonb")} is null then wire_context
        else coalesce(wire_context, '{}') || ${param("wireContext", "jsonb")} end,
      requested_from = ${param("requestedFrom", "text")}, link_template = coalesce(${param("linkTemplate", "text")}, link_template), policy_id = ${param("policyId", "uuid")},
      is_decoy = (select is_decoy or ${isFull} from admission), issued_at = now(), send_count = send_count + 1,
      next_send_at = now() + make_interval(secs => least(${param("cooldownSeconds", "int")} * power(2, send_count), 600)::int),
      code_expires_at = least(expires_at, ${inSeconds("codeLifetimeSeconds")})
    where id = ${param("id", "uuid")} and ${granted} returning *, ${param("policy", "jsonb")} as policy`);
  return db
    .with(
      lockCurrent(db),
      storePolicy(db),
      admission(db),
      ...ctes,
      changed,
      ...appendDeliveries(db, sql`changed`, param("customMessage", "jsonb")),
      appendEvent(db, sql`changed`, sql`'verification.identifier_set'`),
    )
    .select({
      ...outcome,
      taken: sql<boolean>`admission.taken`,
      suppressed: sql<boolean>`admission.suppressed`,
      isVolumeFull,
      lockedUntil,
      before: verificationFrom("current"),
      verification: verificationFrom("changed"),
    })
    .from(sql`current cross join admission left join changed on true`)
    .prepare("set_identifier");
});

export interface ChangedIdentifier extends ActorFields, PolicyFields, Sending {
  id: string;
  userId: string | null;
  identifierType: string;
  identifierValue: string;
  identifier: string;
  country: string | null;
  channel: string;
  locale: string;
  isLocaleChosen: boolean;
  requestedFrom: string | null;
  linkTemplate: string | null;
  chosenCode: Buffer | null;
  customMessage: string | null;
  wireContext: string | null;
  maxSends: number | null;
  cooldownSeconds: number;
  codeLifetimeSeconds: number;
  knownOnly: boolean;
  isHidden: boolean;
  hidesFullVolumes: boolean;
  takenByAnyone: boolean;
  lockingBudgets: string;
  hidesSuppression: boolean;
}

/** Sets or changes the identifier of an open verification and sends to it. Undefined if it does not exist. */
export async function changeIdentifier(values: ChangedIdentifier) {
  const [row] = await setIdentifierStatement({ ...values });
  return row && { ...withNow(row), before: row.before };
}
