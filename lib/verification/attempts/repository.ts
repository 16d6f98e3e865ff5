import { type SQL, sql } from "drizzle-orm";
import { budgets, verifications } from "@/drizzle/schema";
import { type Db, isAnyOf, preparedInProject } from "@/lib/db";
import { appendInstant, guessBudgetsOf, locksUntil, oneRow } from "../budgets/repository";
import type { Counted } from "../judge";
import {
  appendEvent,
  belongsToProject,
  databaseNow,
  hasKey,
  param,
  rowWithPolicy,
  type VerificationKey,
  verificationFrom,
} from "../sql-fragments/repository";

const isPendingAfterCount = sql`verified_at is null and canceled_at is null and expires_at > now() and code_expires_at > now()
  and attempt_count <= (policy->>'maxAttempts')::int`;

/** Counts on the verification that `target` finds. The statement is the same for every way to find it. */
function countOn(db: Db, target: SQL) {
  const isGuess = param("isGuess", "boolean");
  const counted = db.$with("counted", {}).as(sql`
    update ${verifications}
    set attempt_count = attempt_count + case when ${isGuess} and verified_at is null and canceled_at is null then 1 else 0 end
    where ${target} and ${belongsToProject(verifications.projectId)}
    returning ${rowWithPolicy}`);
  const evaluated = db
    .$with("evaluated", {})
    .as(guessBudgetsOf(sql`counted where ${isGuess} and ${isPendingAfterCount}`));
  const guess = db.$with("guess", {}).as(sql`
    insert into ${budgets} (project_id, kind, key, instants, capacity, empty_at, full_until)
    select project_id, 'guess', key, array[now()], wrong, now() + span, now() + lock
    from evaluated
    order by key
    ${appendInstant}
    returning key, ${locksUntil} as locks_until`);
  const isSpent = sql`(select count(*) from evaluated) > (select count(*) from guess)`;
  // One event beyond the maximum is enough. More would let an attacker fill the table.
  const tried = appendEvent(
    db,
    sql`counted where ${isGuess} and verified_at is null and canceled_at is null and attempt_count <= (policy->>'maxAttempts')::int + 1`,
    sql`'verification.attempted'`,
    sql`jsonb_build_object('attempt', attempt_count, 'maxAttempts', (policy->>'maxAttempts')::int,
      'isExpired', code_expires_at <= now() or expires_at <= now(),
      'isBudgetSpent', ${isSpent})`,
  );
  const full = db.$with("full_budgets", {}).as(sql`
    select max(coalesce(${budgets.fullUntil}, (select min(t) from unnest(${budgets.instants}) t where t > now() - evaluated.span) + evaluated.span)) as until
    from evaluated cross join lateral (
      select * from ${budgets} where ${budgets.projectId} = evaluated.project_id and ${budgets.kind} = 'guess' and ${budgets.key} = evaluated.key
      ${oneRow}) ${budgets}
    where evaluated.key not in (select key from guess)`);
  const retryAt =
    sql<Date | null>`(case when ${isSpent} then coalesce((select until from full_budgets), now() + interval '1 second') end)`.mapWith(
      verifications.createdAt,
    );
  return db
    .with(counted, evaluated, guess, tried, full)
    .select({
      ...verificationFrom("counted"),
      now: databaseNow,
      isGuess: sql<boolean>`${isGuess}`,
      budgetRetryAt: retryAt,
      budgetLocksUntil: sql<Date | null>`(select max(locks_until) from guess)`.mapWith(
        verifications.createdAt,
      ),
    })
    .from(sql`counted`);
}

interface AttemptFields {
  projectId: string;
  actor: string;
  requestId: string | null;
  eventId: string;
  /** Whether the answer can be a code at all. If not, nothing is counted, because it cannot match. */
  isGuess: boolean;
}

export interface Attempt extends AttemptFields {
  id: string;
  expectIdentifier: string | null;
  expectUserId: string | null;
  expectPurpose: string | null;
  expectPolicyName: string | null;
  expectClient: string | null;
}

const countStatement = preparedInProject((db) =>
  countOn(
    db,
    sql`id = ${param("id", "uuid")}
      and (${param("expectIdentifier", "text")} is null or identifier = ${param("expectIdentifier", "text")})
      and (${param("expectUserId", "uuid")} is null or user_id = ${param("expectUserId", "uuid")})
      and (${param("expectPurpose", "text")} is null or purpose = ${param("expectPurpose", "text")})
      and (${param("expectPolicyName", "text")} is null or policy_name = ${param("expectPolicyName", "text")})
      and (${param("expectClient", "text")} is null or client = ${param("expectClient", "text")})`,
  ).prepare("count_attempt"),
);

/**
 * Counts one attempt, on the verification and in its recipient's guess budget, in a single statement, so that no two
 * callers get the same number. Also returns the database's `now`. Undefined if nothing matches id, project and expectations.
 */
export async function countAttempt(values: Attempt): Promise<Counted | undefined> {
  const [row] = await countStatement(values);
  return row;
}

const countByKeyStatement = preparedInProject((db) =>
  countOn(
    db,
    isAnyOf(
      sql`id`,
      sql`select id from ${verifications} where ${hasKey} order by ${verifications.id} desc limit 1`,
    ),
  ).prepare("count_attempt_by_key"),
);

/** Like `countAttempt`, for the newest verification with the key. */
export async function countAttemptByKey(
  values: AttemptFields & VerificationKey,
): Promise<Counted | undefined> {
  const [row] = await countByKeyStatement(values);
  return row;
}
