import { type SQL, sql } from "drizzle-orm";
import { events, verifications } from "@/drizzle/schema";
import { type Db, isAnyOf, newIdInSql, noElements, preparedInForms, preparedInProject } from "@/lib/db";
import { addSeconds } from "@/lib/time";
import { spendSends } from "../../budgets/repository";
import { copyPolicy, type PolicyFields, storePolicy } from "../../policies/repository";
import {
  type ActorFields,
  appendEvent,
  belongsToProject,
  databaseNow,
  inSeconds,
  param,
  parsePolicy,
} from "../../sql-fragments/repository";
import type { LoadedVerification, Verification } from "../../verification";
import {
  type AdmissionParts,
  admission,
  appendDeliveries,
  lockedUntil,
  type Sending,
  sendReport,
  suppressed,
} from "../repository";

export interface NewVerification extends ActorFields, PolicyFields {
  id: string;
  dialect: string;
  purpose: string;
  policyName: string;
  identifierType: Verification["identifierType"];
  identifierValue: string | null;
  identifier: string | null;
  country: string | null;
  channel: Verification["channel"];
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
  /** Whether success binds the identifier to the user. */
  mayBind: boolean;
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
    returning id, project_id, generation, identifier_value, locale, purpose, is_watched, is_decoy`);
}

/** The row that `insertNew` wrote. All but `now` and `isDecoy` is known, and reading it back cost a twentieth of the statement. */
function inserted(values: NewVerification, now: Date, isDecoy: boolean): LoadedVerification {
  const isIssued = values.identifier !== null;
  return {
    id: values.id,
    projectId: values.projectId,
    dialect: values.dialect,
    purpose: values.purpose,
    policyName: values.policyName,
    policy: parsePolicy(values.policy),
    identifierType: values.identifierType,
    identifierValue: values.identifierValue,
    identifier: values.identifier,
    country: values.country,
    isIdentifierOpen: values.isOpen,
    channel: values.channel,
    userId: values.userId,
    connectorId: values.connectorId,
    socialProof: null,
    client: values.client,
    updatesPrimary: values.updatesPrimary,
    locale: values.locale,
    isLocaleChosen: values.isLocaleChosen,
    returnUrl: values.returnUrl,
    returnNonce: values.returnNonce,
    linkTemplate: values.linkTemplate,
    metadata: JSON.parse(values.metadata),
    wireContext: values.wireContext === null ? null : JSON.parse(values.wireContext),
    requestedFrom: null,
    secretKeyId: values.secretKeyId,
    chosenCode: values.chosenCode,
    generation: 1,
    issuedAt: isIssued ? now : null,
    isDecoy,
    attemptCount: 0,
    sendCount: isIssued ? 1 : 0,
    nextSendAt: isIssued ? addSeconds(now, values.cooldownSeconds) : null,
    createdAt: now,
    expiresAt: addSeconds(now, values.lifetimeSeconds),
    codeExpiresAt: addSeconds(now, values.codeLifetimeSeconds),
    verifiedAt: null,
    method: null,
    verifiedBy: null,
    canceledAt: null,
    cancelReason: null,
    isWatched: false,
    now,
  };
}

/** What the statement has inserted, if anything. */
function withInserted<Row extends { now: Date; isDecoy: boolean | null }>(
  { isDecoy, ...row }: Row,
  values: NewVerification,
) {
  return { ...row, verification: isDecoy === null ? null : inserted(values, row.now, isDecoy) };
}

/** What a start may have to do. PostgreSQL prepares for everything in a statement, on each call, so there is one for each set. */
type StartParts = AdmissionParts & {
  addsVolumes: boolean;
  /** What it does with a pending verification, if there can be one. */
  pending: "none" | "found" | "resent" | "superseded";
};

/**
 * A start: limits, superseding, insert, event and outbox in one statement. Most recipients have no pending verification, and a
 * statement that could cancel one prepares for that in every partition. So one that only looks inserts nothing if it has `found`
 * one, and `superseded` is another.
 */
function starting(db: Db, parts: StartParts) {
  // Locked before the budgets, like everywhere. Anything older than a day has expired under every policy. A bound on the id
  // would leave out partitions, but the planner might then read all that is newer than that bound.
  const pending = db.$with("pending", {}).as(sql`
    select id from ${verifications}
    where ${belongsToProject(verifications.projectId)} and ${verifications.identifier} = ${param("identifier", "text")}
      and ${verifications.createdAt} > now() - interval '25 hours' and ${verifications.policyName} = ${param("policyName", "text")}
      and ${verifications.identifierType} = ${param("identifierType", "text")}
      and ${verifications.userId} is not distinct from ${param("userId", "uuid")}
      and ${verifications.client} is not distinct from ${param("client", "text")}
      and ${verifications.verifiedAt} is null and ${verifications.canceledAt} is null and ${verifications.expiresAt} > now()
    ${parts.pending === "superseded" ? sql`order by id for update` : sql``}`);
  const isFree =
    parts.pending === "none"
      ? sql`true`
      : sql`(select ${parts.pending === "superseded" ? sql`count(*) >= 0` : sql`count(*) = 0`} from pending)`;
  const sending = spendSends(db, {
    when: sql`(select not user_missing and not taken and not ${suppressed} and locked_until is null from admission) and ${isFree}`,
    addsVolumes: parts.addsVolumes,
    hidesFullVolumes: param("hidesFullVolumes", "boolean"),
  });
  // Only a policy that resends must know of a parallel start. With it, the budget's row decides which one is first.
  const isContended = parts.pending === "resent" ? sending.isContended : sql<boolean>`false`;
  const granted =
    parts.pending === "resent" ? sql`(${sending.granted} and not ${isContended})` : sending.granted;
  const insertion = insertNew(db, sql`admission where ${granted}`, sql`is_decoy or ${sending.isFull}`);
  return db
    .with(
      admission(db, parts),
      ...(parts.pending === "none" ? [] : [pending]),
      storePolicy(db),
      ...sending.ctes,
      ...(parts.pending === "superseded" ? supersede(db, granted) : []),
      insertion,
      ...appendDeliveries(db, sql`inserted`, sql`(select suppressed_on from admission)`),
      appendEvent(db, sql`inserted`, sql`'verification.started'`),
    )
    .select({
      ...sendReport,
      userMissing: sql<boolean>`admission.user_missing`,
      taken: sql<boolean>`admission.taken`,
      suppressed,
      lockedUntil,
      pendingId:
        parts.pending === "none"
          ? sql<null>`null`
          : sql<string | null>`(select id from pending order by id desc limit 1)`,
      isContended,
      isVolumeFull: sending.isVolumeFull,
      volumes: sending.volumes,
      isDecoy: sql<boolean | null>`inserted.is_decoy`,
    })
    .from(sql`admission left join inserted on true`)
    .prepare("start_verification");
}

/** Cancels what is pending. */
function supersede(db: Db, granted: SQL) {
  const superseded = db.$with("superseded", {}).as(sql`
    update ${verifications} set canceled_at = now(), cancel_reason = 'superseded'
    where ${isAnyOf(sql`id`, sql`select id from pending`)} and ${granted} returning id, project_id`);
  const supersession = db.$with("supersession", {}).as(sql`
    insert into ${events} (id, project_id, verification_id, type, actor, request_id, data)
    select ${newIdInSql}, project_id, id, 'verification.canceled', ${param("actor", "text")}, ${param("requestId", "text")},
      jsonb_build_object('reason', 'superseded') from superseded`);
  return [superseded, supersession];
}

const startStatement = preparedInForms(starting);

/**
 * Starts a verification and sends. `pendingId` is set, and nothing was inserted, if a policy that resends finds a pending
 * verification; one that supersedes cancels it.
 */
export async function insertAndSend(
  values: NewVerification & Sending & { supersedes: boolean; resends: boolean; customMessage: string | null },
) {
  await copyPolicy(values);
  const parts = {
    isOfUser: values.userId !== null,
    isForKnown: values.knownOnly,
    isLocking: values.lockingBudgets !== noElements,
    addsVolumes: values.volumeKeys !== noElements,
  };
  const pending = values.resends ? "resent" : values.supersedes ? "found" : "none";
  const [row] = await startStatement({ ...parts, pending }, values);
  if (!values.supersedes || row!.pendingId === null) return withInserted(row!, values);
  const [superseding] = await startStatement({ ...parts, pending: "superseded" }, values);
  return { ...withInserted(superseding!, values), pendingId: null };
}

const startOpenStatement = preparedInProject((db) => {
  const insertion = insertNew(db, sql`admission where not user_missing`);
  return db
    .with(
      admission(db, { isOfUser: true, isForKnown: false, isLocking: false }),
      storePolicy(db),
      insertion,
      appendEvent(db, sql`inserted`, sql`'verification.started'`),
    )
    .select({
      now: databaseNow,
      userMissing: sql<boolean>`admission.user_missing`,
      isDecoy: sql<boolean | null>`inserted.is_decoy`,
    })
    .from(sql`admission left join inserted on true`)
    .prepare("start_open_verification");
});

/** Starts a verification without identifier, which the portal asks for. Nothing is sent yet. */
export async function insertOpen(values: NewVerification) {
  await copyPolicy(values);
  const [row] = await startOpenStatement(values);
  return withInserted(row!, values);
}
