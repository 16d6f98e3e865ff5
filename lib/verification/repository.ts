import { and, eq, getTableColumns, inArray, type SQL, sql } from "drizzle-orm";
import { budgets, deliveries, events, identifiers, users, verifications } from "@/drizzle/schema";
import { type Db, db, isUniqueViolation, prepared } from "@/lib/db";
import type { Read, Verification } from "./verification";

/*
 * The statements that starts and answers are made of. Each is one round trip: what must be true together is one
 * statement with data-modifying CTEs. Locks are taken in one order everywhere, verifications before budgets, so that
 * parallel calls for one recipient queue and never deadlock.
 */

const columns = getTableColumns(verifications);
const nowAs = sql<Date>`now()`.mapWith(verifications.createdAt);

/** A named parameter with its type: in `insert … select`, PostgreSQL cannot infer it. */
function param(name: string, type: "uuid" | "text" | "int" | "boolean" | "jsonb" | "bigint"): SQL {
  return sql`${sql.placeholder(name)}::${sql.raw(type)}`;
}

function inSeconds(name: string): SQL {
  return sql`now() + make_interval(secs => ${sql.placeholder(name)}::int)`;
}

/** The instants of a budget row that still count, when a window of this length looks back from now. */
function recent(window: SQL): SQL {
  return sql`array(select t from unnest(${budgets.instants}) t where t > now() - ${window} order by t)`;
}

/** The window of the row that an upsert brings: what `empty_at` is ahead of now. */
const excludedWindow = sql`(excluded.empty_at - now())`;

/** Appends the new instant to a budget, unless the window is full: then the upsert changes and returns nothing. */
const appendInstant = sql`
  on conflict (project_id, kind, key) do update
    set instants = ${recent(excludedWindow)} || excluded.instants, capacity = excluded.capacity, empty_at = excluded.empty_at
    where cardinality(${recent(excludedWindow)}) < excluded.capacity`;

/**
 * Spends one send of every limit, or of none. `limits` is a JSON array of { key, max, windowSeconds }; `when` is what
 * else must hold. `quota` reads the windows as they were, to say why not; `spent` decides, on the locked rows.
 */
function spendSends(db: Db, when: SQL) {
  const asked = sql`jsonb_to_recordset(${param("limits", "jsonb")}) as asked(key text, max int, "windowSeconds" int)`;
  const window = sql`make_interval(secs => asked."windowSeconds")`;
  const quota = db.$with("quota", {}).as(sql`
    select asked.key, asked.max, asked."windowSeconds", ${window} as span, coalesce(had.instants, '{}') as instants
    from ${asked}
    left join lateral (
      select ${recent(window)} as instants from ${budgets}
      where ${budgets.projectId} = ${param("projectId", "uuid")} and ${budgets.kind} = 'send' and ${budgets.key} = asked.key
    ) had on true`);
  const spent = db.$with("spent", {}).as(sql`
    insert into ${budgets} (project_id, kind, key, instants, capacity, empty_at)
    select ${param("projectId", "uuid")}, 'send', key, array[now()], max, now() + span from quota
    where ${when} and not exists (select from quota where cardinality(instants) >= max)
    order by key
    ${appendInstant}
    returning key`);
  const granted = sql`(${when} and (select count(*) from spent) = (select count(*) from quota))`;
  return { quota, spent, granted };
}

/** What the send limits said: each limit with how much is used and when it next lets go. */
const quotaReport = sql<QuotaLine[]>`(
  select coalesce(jsonb_agg(jsonb_build_object(
    'key', key, 'max', max, 'windowSeconds', "windowSeconds", 'used', cardinality(instants),
    'resetSeconds', case when cardinality(instants) > 0
      then ceil(extract(epoch from instants[greatest(1, cardinality(instants) - max + 1)] + span - now())) else "windowSeconds" end
  )), '[]') from quota)`;

export interface QuotaLine {
  key: string;
  max: number;
  windowSeconds: number;
  /** Before this send. */
  used: number;
  /** Until the oldest send that stands in the way leaves the window. */
  resetSeconds: number;
}

/** Appends one event for each row of `from`. `data` may use its columns. */
function appendEvent(
  db: Db,
  from: SQL,
  type: SQL,
  data: SQL = param("eventData", "jsonb"),
  id: SQL = param("eventId", "uuid"),
) {
  return db.$with("event", {}).as(sql`
    insert into ${events} (id, project_id, verification_id, type, actor, request_id, data)
    select ${id}, project_id, id, ${type}, ${param("actor", "text")}, ${param("requestId", "text")}, ${data} from ${from}`);
}

/** Puts the message of each row of `from` into the outbox. */
function appendDelivery(db: Db, from: SQL) {
  return db.$with("outbox", {}).as(sql`
    insert into ${deliveries} (id, project_id, verification_id, generation, channel, recipient, locale, template)
    select ${param("deliveryId", "uuid")}, project_id, id, generation, channel, identifier_value, locale, purpose from ${from}`);
}

/** Every column of `from`, as a verification; null throughout when a left join found none. */
function verificationFrom(from: string) {
  return Object.fromEntries(
    Object.entries(columns).map(([field, column]) => [
      field,
      sql`${sql.identifier(from)}.${sql.identifier(column.name)}`.mapWith(column),
    ]),
  ) as { [K in keyof Verification]: SQL<Verification[K]> };
}

interface Acting {
  projectId: string;
  actor: string;
  requestId: string | null;
  eventId: string;
  eventData: string;
}

interface Sending {
  deliveryId: string;
  limits: string;
}

export interface NewVerification extends Acting {
  id: string;
  mouth: string;
  purpose: string;
  policyName: string;
  policy: string;
  identifierType: string | null;
  identifierValue: string | null;
  identifier: string | null;
  channel: string | null;
  userId: string | null;
  locale: string;
  returnUrl: string | null;
  metadata: string;
  secretKeyId: string;
  lifetimeSeconds: number;
  codeLifetimeSeconds: number;
  cooldownSeconds: number;
  knownOnly: boolean;
  isOpen: boolean;
}

/** What stands in the way of a start, beside the limits. */
function admission(db: Db) {
  const ofRecipient = sql`${identifiers.projectId} = ${param("projectId", "uuid")} and ${identifiers.type} = ${param("identifierType", "text")}
    and ${identifiers.normalized} = ${param("identifier", "text")}`;
  return db.$with("admission", {}).as(sql`
    select
      ${param("userId", "uuid")} is not null and not exists (
        select from ${users} where ${users.id} = ${param("userId", "uuid")} and ${users.projectId} = ${param("projectId", "uuid")}) as user_missing,
      ${param("userId", "uuid")} is not null and exists (
        select from ${identifiers} where ${ofRecipient} and ${identifiers.verifiedAt} is not null and ${identifiers.userId} <> ${param("userId", "uuid")}) as taken,
      ${param("knownOnly", "boolean")} and not exists (select from ${identifiers} where ${ofRecipient}) as is_decoy`);
}

function insertNew(db: Db, from: SQL) {
  const isIssued = sql`${param("identifier", "text")} is not null`;
  return db.$with("inserted", {}).as(sql`
    insert into ${verifications} (
      id, project_id, mouth, purpose, policy_name, policy, identifier_type, identifier_value, identifier, is_identifier_open, channel,
      user_id, locale, return_url, metadata, secret_key_id, is_decoy, issued_at, send_count, next_send_at, expires_at, code_expires_at)
    select
      ${param("id", "uuid")}, ${param("projectId", "uuid")}, ${param("mouth", "text")}, ${param("purpose", "text")}, ${param("policyName", "text")},
      ${param("policy", "jsonb")}, ${param("identifierType", "text")}, ${param("identifierValue", "text")}, ${param("identifier", "text")},
      ${param("isOpen", "boolean")}, ${param("channel", "text")}, ${param("userId", "uuid")}, ${param("locale", "text")},
      ${param("returnUrl", "text")}, ${param("metadata", "jsonb")}, ${param("secretKeyId", "text")}, is_decoy,
      case when ${isIssued} then now() end, case when ${isIssued} then 1 else 0 end,
      case when ${isIssued} then ${inSeconds("cooldownSeconds")} end, ${inSeconds("lifetimeSeconds")}, ${inSeconds("codeLifetimeSeconds")}
    from ${from}
    returning *`);
}

const outcome = { now: nowAs, quota: quotaReport };

const startStatement = prepared((db) => {
  const admitted = sql`not (select user_missing or taken from admission)`;
  // Locked before the budgets, as everywhere; older than a day is expired under any policy.
  const older = db.$with("older", {}).as(sql`
    select id from ${verifications}
    where ${verifications.projectId} = ${param("projectId", "uuid")} and ${verifications.identifier} = ${param("identifier", "text")}
      and ${verifications.createdAt} > now() - interval '25 hours' and ${verifications.policyName} = ${param("policyName", "text")}
      and ${verifications.identifierType} = ${param("identifierType", "text")}
      and ${verifications.userId} is not distinct from ${param("userId", "uuid")}
      and ${verifications.verifiedAt} is null and ${verifications.canceledAt} is null and ${verifications.expiresAt} > now()
    order by id for update`);
  const { quota, spent, granted } = spendSends(db, sql`${admitted} and (select count(*) from older) >= 0`);
  const superseded = db.$with("superseded", {}).as(sql`
    update ${verifications} set canceled_at = now(), cancel_reason = 'superseded'
    where id in (select id from older) and ${granted} returning id, project_id`);
  const supersession = db.$with("supersession", {}).as(sql`
    insert into ${events} (id, project_id, verification_id, type, actor, request_id, data)
    select gen_random_uuid(), project_id, id, 'verification.canceled', ${param("actor", "text")}, ${param("requestId", "text")},
      jsonb_build_object('reason', 'superseded') from superseded`);
  const inserted = insertNew(db, sql`admission where ${granted}`);
  return db
    .with(
      admission(db),
      older,
      quota,
      spent,
      superseded,
      supersession,
      inserted,
      appendDelivery(db, sql`inserted`),
      appendEvent(db, sql`inserted`, sql`'verification.started'`),
    )
    .select({
      ...outcome,
      userMissing: sql<boolean>`admission.user_missing`,
      taken: sql<boolean>`admission.taken`,
      verification: verificationFrom("inserted"),
    })
    .from(sql`admission left join inserted on true`)
    .prepare("start_verification");
});

/** Starts a verification that sends at once: limits, supersede, insert, event and outbox in one statement. */
export async function insertAndSend(values: NewVerification & Sending) {
  const [row] = await startStatement({ ...values });
  return withNow(row!);
}

const startOpenStatement = prepared((db) => {
  const inserted = insertNew(db, sql`admission where not user_missing`);
  return db
    .with(admission(db), inserted, appendEvent(db, sql`inserted`, sql`'verification.started'`))
    .select({
      now: nowAs,
      userMissing: sql<boolean>`admission.user_missing`,
      verification: verificationFrom("inserted"),
    })
    .from(sql`admission left join inserted on true`)
    .prepare("start_open_verification");
});

/** Starts a verification whose identifier the portal will ask for. Nothing is sent yet. */
export async function insertOpen(values: NewVerification) {
  const [row] = await startOpenStatement({ ...values });
  return withNow(row!);
}

const lockCurrent = (db: Db) =>
  db.$with("current", {}).as(sql`
    select * from ${verifications} where id = ${param("id", "uuid")} and ${verifications.projectId} = ${param("projectId", "uuid")} for update`);

const isPending = sql`verified_at is null and canceled_at is null and expires_at > now() and attempt_count < (policy->>'maxAttempts')::int`;

const resendStatement = prepared((db) => {
  const may = sql`(select ${isPending} and issued_at is not null and send_count < (policy->>'maxSends')::int
    and coalesce(next_send_at <= now(), true) from current)`;
  const { quota, spent, granted } = spendSends(db, may);
  const resent = db.$with("resent", {}).as(sql`
    update ${verifications} set
      send_count = send_count + 1, issued_at = now(),
      -- Doubles with each send, up to ten minutes (docs/security.md #23).
      next_send_at = now() + make_interval(secs => least((policy->>'cooldownSeconds')::int * power(2, send_count), 600)::int),
      generation = case when policy->>'resend' = 'rotate' then generation + 1 else generation end,
      code_expires_at = case when policy->>'resend' = 'rotate'
        then least(expires_at, now() + make_interval(secs => (policy->>'codeLifetimeSeconds')::int)) else code_expires_at end
    where id = ${param("id", "uuid")} and ${granted} returning *`);
  return db
    .with(
      lockCurrent(db),
      quota,
      spent,
      resent,
      appendDelivery(db, sql`resent`),
      appendEvent(db, sql`resent`, sql`'verification.resent'`),
    )
    .select({ ...outcome, before: verificationFrom("current"), verification: verificationFrom("resent") })
    .from(sql`current left join resent on true`)
    .prepare("resend");
});

/** Sends the present challenge again, or the next where the policy rotates. Undefined if there is no such verification. */
export async function sendAgain(values: Acting & Sending & { id: string }) {
  const [row] = await resendStatement({ ...values });
  return row && { ...withNow(row), before: row.before };
}

const setIdentifierStatement = prepared((db) => {
  const may = sql`(select ${isPending} and is_identifier_open and send_count < ${param("maxSends", "int")}
    and (coalesce(next_send_at <= now(), true) or identifier is distinct from ${param("identifier", "text")}) from current)
    and not (select taken from admission)`;
  const { quota, spent, granted } = spendSends(db, may);
  const changed = db.$with("changed", {}).as(sql`
    update ${verifications} set
      -- A code that went to one address must never prove another (docs/security.md #5).
      generation = case when issued_at is null then generation else generation + 1 end,
      identifier_type = ${param("identifierType", "text")}, identifier_value = ${param("identifierValue", "text")},
      identifier = ${param("identifier", "text")}, channel = ${param("channel", "text")}, locale = ${param("locale", "text")},
      asked_from = ${param("askedFrom", "text")}, policy = ${param("policy", "jsonb")},
      is_decoy = (select is_decoy from admission), issued_at = now(), send_count = send_count + 1,
      next_send_at = now() + make_interval(secs => least(${param("cooldownSeconds", "int")} * power(2, send_count), 600)::int),
      code_expires_at = least(expires_at, ${inSeconds("codeLifetimeSeconds")})
    where id = ${param("id", "uuid")} and ${granted} returning *`);
  return db
    .with(
      lockCurrent(db),
      admission(db),
      quota,
      spent,
      changed,
      appendDelivery(db, sql`changed`),
      appendEvent(db, sql`changed`, sql`'verification.identifier_set'`),
    )
    .select({
      ...outcome,
      taken: sql<boolean>`admission.taken`,
      before: verificationFrom("current"),
      verification: verificationFrom("changed"),
    })
    .from(sql`current cross join admission left join changed on true`)
    .prepare("set_identifier");
});

export interface ChangedIdentifier extends Acting, Sending {
  id: string;
  userId: string | null;
  identifierType: string;
  identifierValue: string;
  identifier: string;
  channel: string;
  locale: string;
  askedFrom: string | null;
  policy: string;
  maxSends: number;
  cooldownSeconds: number;
  codeLifetimeSeconds: number;
  knownOnly: boolean;
}

/** Sets or changes the identifier of an open verification and sends to it. Undefined if there is no such verification. */
export async function changeIdentifier(values: ChangedIdentifier) {
  const [row] = await setIdentifierStatement({ ...values });
  return row && { ...withNow(row), before: row.before };
}

const isPendingAfterCount = sql`verified_at is null and canceled_at is null and expires_at > now() and code_expires_at > now()
  and attempt_count <= (policy->>'maxAttempts')::int`;

const countStatement = prepared((db) => {
  const counted = db.$with("counted", {}).as(sql`
    update ${verifications}
    set attempt_count = attempt_count + case when verified_at is null and canceled_at is null then 1 else 0 end
    where id = ${param("id", "uuid")} and ${verifications.projectId} = ${param("projectId", "uuid")}
      and (${param("expectIdentifier", "text")} is null or identifier = ${param("expectIdentifier", "text")})
      and (${param("expectUserId", "uuid")} is null or user_id = ${param("expectUserId", "uuid")})
      and (${param("expectPurpose", "text")} is null or purpose = ${param("expectPurpose", "text")})
    returning *`);
  const evaluated = db.$with("evaluated", {}).as(sql`
    select project_id, identifier_type || ':' || identifier as key, policy->'guessBudget' as budget from counted
    where ${isPendingAfterCount} and identifier is not null`);
  const guess = db.$with("guess", {}).as(sql`
    insert into ${budgets} (project_id, kind, key, instants, capacity, empty_at)
    select project_id, 'guess', key, array[now()], (budget->>'wrong')::int, now() + make_interval(secs => (budget->>'windowSeconds')::int)
    from evaluated
    ${appendInstant}
    returning key`);
  // Beyond the cap one event says so; more would only let an attacker fill the table.
  const tried = appendEvent(
    db,
    sql`counted where verified_at is null and canceled_at is null and attempt_count <= (policy->>'maxAttempts')::int + 1`,
    sql`'verification.attempted'`,
    sql`jsonb_build_object('attempt', attempt_count, 'maxAttempts', (policy->>'maxAttempts')::int,
      'isExpired', code_expires_at <= now() or expires_at <= now(),
      'isBudgetSpent', exists (select from evaluated) and not exists (select from guess))`,
  );
  const retryAt =
    sql<Date | null>`(case when exists (select from evaluated) and not exists (select from guess) then coalesce((
    select min(t) + make_interval(secs => (counted.policy->'guessBudget'->>'windowSeconds')::int)
    from ${budgets}, unnest(${budgets.instants}) t
    where ${budgets.projectId} = counted.project_id and ${budgets.kind} = 'guess' and ${budgets.key} = counted.identifier_type || ':' || counted.identifier
      and t > now() - make_interval(secs => (counted.policy->'guessBudget'->>'windowSeconds')::int)
  ), now() + interval '1 second') end)`.mapWith(verifications.createdAt);
  return db
    .with(counted, evaluated, guess, tried)
    .select({ ...verificationFrom("counted"), now: nowAs, budgetRetryAt: retryAt })
    .from(sql`counted`)
    .prepare("count_attempt");
});

export interface Attempt {
  id: string;
  projectId: string;
  expectIdentifier: string | null;
  expectUserId: string | null;
  expectPurpose: string | null;
  actor: string;
  requestId: string | null;
  eventId: string;
}

/**
 * Counts one attempt, on the verification and in its recipient's guess budget, in a single statement: no two callers get
 * the same number. Brings the database's clock along. Undefined if nothing matches id, project and expectations.
 */
export async function countAttempt(
  values: Attempt,
): Promise<(Read & { budgetRetryAt: Date | null }) | undefined> {
  const [row] = await countStatement({ ...values });
  return row;
}

const markStatement = prepared((db) => {
  const target = sql`id = ${param("id", "uuid")} and ${verifications.projectId} = ${param("projectId", "uuid")}`;
  const facts = db.$with("facts", {}).as(sql`
    select v.identifier_type || ':' || v.identifier as key, v.user_id is not null and exists (
      select from ${identifiers} where ${identifiers.projectId} = v.project_id and ${identifiers.type} = v.identifier_type
        and ${identifiers.normalized} = v.identifier and ${identifiers.verifiedAt} is not null and ${identifiers.userId} <> v.user_id) as taken
    from ${verifications} v where v.id = ${param("id", "uuid")}`);
  const marked = db.$with("marked", {}).as(sql`
    update ${verifications} set verified_at = now(), method = ${param("method", "text")}, verified_by = ${param("verifiedBy", "text")}
    where ${target} and verified_at is null and canceled_at is null and generation = ${param("generation", "int")}
      and not (select taken from facts)
    returning *`);
  // A right code gives its own guess back; a proof by other means clears the budget (docs/security.md #7).
  const settled = db.$with("settled", {}).as(sql`
    update ${budgets} set instants = case when ${param("method", "text")} = 'code' then trim_array(instants, 1) else '{}' end
    where ${budgets.projectId} = ${param("projectId", "uuid")} and ${budgets.kind} = 'guess' and ${budgets.key} = (select key from facts)
      and cardinality(instants) > 0 and exists (select from marked)`);
  const bound = db.$with("bound", {}).as(sql`
    insert into ${identifiers} (id, number, project_id, user_id, type, value, normalized, is_primary, verified_at, evidence, last_verification_id)
    select ${param("identifierId", "uuid")}, ${param("identifierNumber", "bigint")}, m.project_id, m.user_id, m.identifier_type, m.identifier_value, m.identifier,
      not exists (select from ${identifiers} where ${identifiers.userId} = m.user_id and ${identifiers.type} = m.identifier_type and ${identifiers.isPrimary}),
      now(), 'proven', m.id
    from marked m join ${users} on ${users.id} = m.user_id
    on conflict (user_id, type, normalized) do update
      set verified_at = now(), evidence = 'proven', last_verification_id = excluded.last_verification_id`);
  return db
    .with(facts, marked, settled, bound, appendEvent(db, sql`marked`, sql`'verification.verified'`))
    .select({ now: nowAs, taken: sql<boolean>`facts.taken`, verification: verificationFrom("marked") })
    .from(sql`facts left join marked on true`)
    .prepare("mark_verified");
});

export interface Mark extends Acting {
  id: string;
  generation: number;
  method: string;
  verifiedBy: string;
  identifierId: string;
  identifierNumber: bigint;
}

/**
 * Marks it verified, unless somebody was first, it was canceled, or its secret was replaced meanwhile; binds the
 * identifier to the user in the same statement. `taken`: another user holds the identifier verified; nothing changed.
 */
export async function markVerified({
  identifierNumber,
  ...values
}: Mark): Promise<{ taken: boolean; verification: Read | null }> {
  try {
    const [row] = await markStatement({ ...values, identifierNumber: identifierNumber.toString() });
    return row
      ? { taken: row.taken, verification: withNow(row).verification }
      : { taken: false, verification: null };
  } catch (error) {
    // Two users proved one identifier at the same time; the index let the other pass.
    if (isUniqueViolation(error, "identifiers_verified_once")) return { taken: true, verification: null };
    throw error;
  }
}

const cancelStatement = prepared((db) => {
  const canceled = db.$with("canceled", {}).as(sql`
    update ${verifications} set canceled_at = now(), cancel_reason = ${param("reason", "text")}
    where id = ${param("id", "uuid")} and ${verifications.projectId} = ${param("projectId", "uuid")} and verified_at is null and canceled_at is null
    returning *`);
  return db
    .with(canceled, appendEvent(db, sql`canceled`, sql`'verification.canceled'`))
    .select({ ...verificationFrom("canceled"), now: nowAs })
    .from(sql`canceled`)
    .prepare("cancel_verification");
});

/** Cancels what is neither verified nor canceled yet. Undefined if there was nothing to cancel. */
export async function markCanceled(
  values: Acting & { id: string; reason: string },
): Promise<Read | undefined> {
  const [row] = await cancelStatement({ ...values });
  return row;
}

const findStatement = prepared((db) =>
  db
    .select({ ...columns, now: nowAs })
    .from(verifications)
    .where(
      and(
        eq(verifications.id, sql.placeholder("id")),
        eq(verifications.projectId, sql.placeholder("projectId")),
      ),
    )
    .prepare("find_verification"),
);

export async function findById(projectId: string, id: string): Promise<Read | undefined> {
  const [row] = await findStatement({ projectId, id });
  return row;
}

/** Whichever projects they belong to: for the outbox worker, which serves them all. */
export async function findMany(ids: string[]): Promise<Read[]> {
  return db()
    .select({ ...columns, now: nowAs })
    .from(verifications)
    .where(inArray(verifications.id, ids));
}

/** Whichever project it belongs to: for pages and links that people open, which name no project. */
export async function findAnywhere(id: string): Promise<Read | undefined> {
  const [row] = await db()
    .select({ ...columns, now: nowAs })
    .from(verifications)
    .where(eq(verifications.id, id));
  return row;
}

function withNow<Row extends { now: Date; verification: { [K in keyof Verification]: Verification[K] } }>({
  verification,
  ...row
}: Row) {
  // A left join without a partner gives a row of nulls; an id is never null.
  return {
    ...row,
    verification: verification.id === null ? null : ({ ...verification, now: row.now } as Read),
  };
}
