import { type SQL, sql } from "drizzle-orm";
import { events, verifications } from "@/drizzle/schema";
import { type Db, isAnyOf, newIdInSql, preparedInProject } from "@/lib/db";
import { spendSends } from "../../budgets/repository";
import { copyPolicy, type PolicyFields, storePolicy } from "../../policies/repository";
import {
  type ActorFields,
  appendEvent,
  belongsToProject,
  databaseNow,
  inSeconds,
  param,
  verificationFrom,
  withNow,
} from "../../sql-fragments/repository";
import { admission, appendDeliveries, lockedUntil, type Sending, sendReport } from "../repository";

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
      ...sendReport,
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
    where ${isAnyOf(sql`id`, sql`select id from pending`)} and ${granted} returning id, project_id`);
  const supersession = db.$with("supersession", {}).as(sql`
    insert into ${events} (id, project_id, verification_id, type, actor, request_id, data)
    select ${newIdInSql}, project_id, id, 'verification.canceled', ${param("actor", "text")}, ${param("requestId", "text")},
      jsonb_build_object('reason', 'superseded') from superseded`);
  return [superseded, supersession];
}

const startStatement = preparedInProject((db) => starting(db, false));
const supersedingStatement = preparedInProject((db) => starting(db, true));

/**
 * Starts a verification and sends. `pendingId` is set, and nothing was inserted, if a policy that resends finds a pending
 * verification; one that supersedes cancels it.
 */
export async function insertAndSend(
  values: NewVerification & Sending & { supersedes: boolean; resends: boolean; customMessage: string | null },
) {
  await copyPolicy(values);
  const [row] = await startStatement({ ...values });
  if (!values.supersedes || row!.pendingId === null) return withNow(row!);
  const [superseding] = await supersedingStatement({ ...values });
  return { ...withNow(superseding!), pendingId: null };
}

const startOpenStatement = preparedInProject((db) => {
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
  await copyPolicy(values);
  const [row] = await startOpenStatement({ ...values });
  return withNow(row!);
}
