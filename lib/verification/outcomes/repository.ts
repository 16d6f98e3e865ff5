import { type SQL, sql } from "drizzle-orm";
import { budgets, identifiers, users, verifications } from "@/drizzle/schema";
import { type Db, isUniqueViolation, preparedInProject } from "@/lib/db";
import { guessBudgetsOf } from "../budgets/repository";
import {
  type ActorFields,
  appendEvent,
  belongsToProject,
  databaseNow,
  param,
  rowWithPolicy,
  verificationFrom,
  withNow,
} from "../sql-fragments/repository";
import type { LoadedVerification } from "../verification";

/**
 * A correct code returns its own guess to the budget, even if a parallel one was first. A proof by other means clears the
 * budget (docs/security.md #7). There are at most two, in one order like everywhere. Each has an update of its own, because a
 * join with their keys could read all budgets (lib/hot-statements.test.ts).
 */
function settle(db: Db, counted: SQL) {
  const keys = sql`select distinct counted_in.key from (${guessBudgetsOf(counted)}) counted_in order by 1 limit 1`;
  const settled = (name: string, key: SQL) =>
    db.$with(name, {}).as(sql`
    update ${budgets} set instants = case when ${param("method", "text")} = 'code' then trim_array(instants, 1) else '{}' end
    where ${budgets.projectId} = ${param("projectId", "uuid")} and ${budgets.kind} = 'guess' and ${budgets.key} = (${key})
      and cardinality(instants) > 0
    returning 1`);
  return [
    settled("settled_first", sql`${keys}`),
    // Reading what the first one did makes that happen first.
    settled("settled_second", sql`${keys} offset (select least(count(*), 0) + 1 from settled_first)`),
  ] as const;
}

/** For verifications that concern no user: nothing is linked, and nobody else can have taken the identifier. */
const markWithoutUserStatement = preparedInProject((db) => {
  const target = sql`id = ${param("id", "uuid")} and ${belongsToProject(verifications.projectId)}`;
  const marked = db.$with("marked", {}).as(sql`
    update ${verifications} set verified_at = now(), method = ${param("method", "text")}, verified_by = ${param("verifiedBy", "text")}
    where ${target} and verified_at is null and canceled_at is null and generation = ${param("generation", "int")}
    returning ${rowWithPolicy}`);
  const settled = settle(db, sql`(select ${rowWithPolicy} from ${verifications} where ${target}) judged`);
  return db
    .with(marked, ...settled, appendEvent(db, sql`marked`, sql`'verification.verified'`))
    .select({
      now: databaseNow,
      taken: sql<boolean>`false`,
      isBound: sql<boolean>`false`,
      verification: verificationFrom("marked"),
    })
    .from(sql`(select 1) as one left join marked on true`)
    .prepare("mark_verified_without_user");
});

const markStatement = preparedInProject((db) => {
  const target = sql`id = ${param("id", "uuid")} and ${belongsToProject(verifications.projectId)}`;
  // If no user was named, the holder is the user who has the identifier verified, or else the first user who had it.
  const holder = sql`coalesce(v.user_id, (
    select ${identifiers.userId} from ${identifiers}
    where v.policy->>'bind' = 'existing' and ${identifiers.projectId} = v.project_id and ${identifiers.type} = v.identifier_type
      and ${identifiers.normalized} = v.identifier
    order by ${identifiers.verifiedAt} is null, ${identifiers.createdAt}, ${identifiers.id} limit 1))`;
  const judged = db
    .$with("judged", {})
    .as(sql`select ${rowWithPolicy} from ${verifications} where id = ${param("id", "uuid")}`);
  const facts = db.$with("facts", {}).as(sql`
    select ${holder} as holder, v.user_id is not null
      and (v.policy->>'bind' = 'add' or v.policy->>'bind' = 'existing' and exists (
        select from ${identifiers} where ${identifiers.userId} = v.user_id and ${identifiers.type} = v.identifier_type and ${identifiers.normalized} = v.identifier))
      and exists (
        select from ${identifiers} where ${identifiers.projectId} = v.project_id and ${identifiers.type} = v.identifier_type
          and ${identifiers.normalized} = v.identifier and ${identifiers.verifiedAt} is not null
          and (v.policy->>'whenTaken' = 'always' or ${identifiers.userId} <> v.user_id)) as taken
    from judged v`);
  const marked = db.$with("marked", {}).as(sql`
    update ${verifications} set verified_at = now(), method = ${param("method", "text")}, verified_by = ${param("verifiedBy", "text")},
      user_id = (select holder from facts)
    where ${target} and verified_at is null and canceled_at is null and generation = ${param("generation", "int")}
      and not (select taken from facts)
    returning ${rowWithPolicy}`);
  const counted = sql`(
    select * from judged where ${belongsToProject(sql`project_id`)} and ${param("method", "text")} = 'code'
    union all select * from marked where ${param("method", "text")} <> 'code') counted`;
  const settled = settle(db, counted);
  const ofUser = sql`${identifiers.userId} = m.user_id and ${identifiers.type} = m.identifier_type`;
  const demoted = db.$with("demoted", {}).as(sql`
    update ${identifiers} set is_primary = false from marked m
    where ${ofUser} and ${identifiers.isPrimary} and ${identifiers.normalized} <> m.identifier and m.policy->>'bind' = 'add'
      and (m.updates_primary or ${param("updatesPrimary", "boolean")}
        or m.policy->>'takesPrimary' = 'whenNoneVerified' and ${identifiers.verifiedAt} is null)
    returning ${identifiers.id}`);
  const bound = db.$with("bound", {}).as(sql`
    insert into ${identifiers} (id, number, project_id, user_id, type, value, normalized, is_primary, verified_at, evidence, last_verification_id)
    select ${param("identifierId", "uuid")}, ${param("identifierNumber", "bigint")}, m.project_id, m.user_id, m.identifier_type, m.identifier_value, m.identifier,
      -- Reading what was demoted makes that happen first: the index allows one primary at any moment.
      not exists (select from ${identifiers} where ${ofUser} and ${identifiers.isPrimary} and ${identifiers.id} not in (select id from demoted)),
      now(), 'proven', m.id
    -- Locked, so that a user who is being deleted is either gone or stays until the identifier is theirs.
    from marked m join ${users} on ${users.id} = m.user_id
    where m.policy->>'bind' = 'add' and m.identifier is not null for key share of ${users}
    on conflict (user_id, type, normalized, project_id) do update
      set verified_at = now(), evidence = 'proven', last_verification_id = excluded.last_verification_id,
        is_primary = ${identifiers.isPrimary} or excluded.is_primary
    returning ${identifiers.id}, ${identifiers.userId}`);
  const confirmed = db.$with("confirmed", {}).as(sql`
    update ${identifiers} set verified_at = now(), evidence = 'proven', last_verification_id = m.id from marked m
    where ${ofUser} and ${identifiers.normalized} = m.identifier and m.policy->>'bind' = 'existing'
    returning ${identifiers.id}, ${identifiers.userId}`);
  const held = sql`(select id, user_id from bound union all select id, user_id from confirmed) held`;
  const verified = appendEvent(
    db,
    sql`marked`,
    sql`'verification.verified'`,
    sql`${param("eventData", "jsonb")} || coalesce((select jsonb_build_object('userId', user_id, 'identifierId', id) from ${held}), '{}')`,
  );
  return db
    .with(judged, facts, marked, ...settled, demoted, bound, confirmed, verified)
    .select({
      now: databaseNow,
      taken: sql<boolean>`facts.taken`,
      isBound: sql<boolean>`exists (select from bound)`,
      verification: verificationFrom("marked"),
    })
    .from(sql`facts left join marked on true`)
    .prepare("mark_verified");
});

export interface VerifiedMark extends ActorFields {
  id: string;
  generation: number;
  method: string;
  verifiedBy: string;
  identifierId: string;
  identifierNumber: bigint;
  /** In addition to the choice made at the start. */
  updatesPrimary: boolean;
  /** A code was proven, and the verification concerns no user: neither one that was named, nor one to be found. */
  isWithoutUser: boolean;
}

interface Marked {
  taken: boolean;
  isBound: boolean;
  verification: LoadedVerification | null;
}

/**
 * Marks it verified, unless another call was first, it was canceled, or its secret was replaced in the meantime. Links the
 * identifier to the user in the same statement. `taken`: another user has it verified, and nothing changed. `isBound`: it
 * was linked to a user.
 */
export async function markVerified(mark: VerifiedMark): Promise<Marked> {
  const { identifierNumber, isWithoutUser, ...values } = mark;
  try {
    const [row] = isWithoutUser
      ? await markWithoutUserStatement(values)
      : await markStatement({ ...values, identifierNumber: identifierNumber.toString() });
    return row
      ? { ...row, verification: withNow(row).verification }
      : { taken: false, isBound: false, verification: null };
  } catch (error) {
    // Two users verified the same identifier at the same time, and the other one was first.
    if (isUniqueViolation(error, "identifiers_verified_once"))
      return { taken: true, isBound: false, verification: null };
    // The user's first identifier of this type was added at the same time. Try again: this one is now the second.
    if (isUniqueViolation(error, "identifiers_one_primary")) return markVerified(mark);
    throw error;
  }
}

const cancelStatement = preparedInProject((db) => {
  const canceled = db.$with("canceled", {}).as(sql`
    update ${verifications} set canceled_at = now(), cancel_reason = ${param("reason", "text")}
    where id = ${param("id", "uuid")} and ${belongsToProject(verifications.projectId)} and verified_at is null and canceled_at is null
    returning ${rowWithPolicy}`);
  return db
    .with(canceled, appendEvent(db, sql`canceled`, sql`'verification.canceled'`))
    .select({ ...verificationFrom("canceled"), now: databaseNow })
    .from(sql`canceled`)
    .prepare("cancel_verification");
});

/** Cancels a verification that is neither verified nor canceled. Undefined if there was nothing to cancel. */
export async function markCanceled(
  values: ActorFields & { id: string; reason: string },
): Promise<LoadedVerification | undefined> {
  const [row] = await cancelStatement(values);
  return row;
}
