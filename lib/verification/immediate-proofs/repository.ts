import { type SQL, sql } from "drizzle-orm";
import { budgets, events, type Policy, verifications } from "@/drizzle/schema";
import { type Db, preparedInProject } from "@/lib/db";
import { oneRow, recent } from "../budgets/repository";
import {
  belongsToProject,
  databaseNow,
  hasKey,
  ownColumnsFrom,
  param,
  type VerificationKey,
} from "../sql-fragments/repository";
import type { LoadedVerification } from "../verification";

const isBudgetSpent = sql`exists (
  select from unnest(${param("budgetKeys", "text[]")}, ${param("budgetMaxes", "int[]")}, ${param("budgetWindows", "int[]")})
    as asked(key, max, "windowSeconds")
  cross join lateral (
    select * from ${budgets} where ${budgets.projectId} = ${param("projectId", "uuid")} and ${budgets.kind} = 'guess'
      and ${budgets.key} = asked.key ${oneRow}) ${budgets}
  where cardinality(${recent(sql`make_interval(secs => asked."windowSeconds")`)}) >= asked.max)`;

/**
 * Counts an attempt that is known to be correct, and marks the verification. It changes nothing unless all that the engine would
 * judge holds. A correct code returns its guess to the budget, so the budget is only read.
 */
function proveOn(db: Db, target: SQL) {
  const marked = db.$with("marked", {}).as(sql`
    update ${verifications}
    set attempt_count = attempt_count + 1, verified_at = now(), method = 'code', verified_by = ${param("verifiedBy", "text")}
    where ${target} and ${belongsToProject(verifications.projectId)} and user_id is null
      and verified_at is null and canceled_at is null and expires_at > now() and code_expires_at > now()
      and attempt_count < ${param("maxAttempts", "int")} and generation = ${param("generation", "int")}
      and identifier is not distinct from ${param("identifier", "text")} and not ${isBudgetSpent}
    returning *`);
  const told = db.$with("told", {}).as(sql`
    insert into ${events} (id, project_id, verification_id, type, actor, request_id, data)
    select event.id, project_id, marked.id, event.type, ${param("actor", "text")}, ${param("requestId", "text")}, event.data
    from marked cross join lateral (values
      (${param("attemptedId", "uuid")}, 'verification.attempted',
        jsonb_build_object('attempt', attempt_count, 'maxAttempts', ${param("maxAttempts", "int")}, 'isExpired', false, 'isBudgetSpent', false)),
      (${param("verifiedId", "uuid")}, 'verification.verified', jsonb_build_object('method', 'code', 'attempt', attempt_count))
    ) event (id, type, data)`);
  return db
    .with(marked, told)
    .select({ ...ownColumnsFrom("marked"), now: databaseNow })
    .from(sql`marked`);
}

const byIdStatement = preparedInProject((db) =>
  proveOn(db, sql`id = ${param("id", "uuid")}`).prepare("prove_at_once"),
);

const byKeyStatement = preparedInProject((db) =>
  proveOn(
    db,
    // Compares the parameter, not the row: partitions are then chosen once, before the statement runs.
    sql`id = ${param("id", "uuid")} and ${param("id", "uuid")} = (
      select id from ${verifications} where ${hasKey} order by ${verifications.id} desc limit 1)`,
  ).prepare("prove_at_once_by_key"),
);

export interface ImmediateProof {
  id: string;
  projectId: string;
  generation: number;
  identifier: string;
  /** Not read again: it only changes with the generation or the identifier. */
  policy: Readonly<Policy>;
  /** Arrays: the guess budgets that must have room. */
  budgetKeys: string;
  budgetMaxes: string;
  budgetWindows: string;
  verifiedBy: string;
  actor: string;
  requestId: string | null;
  attemptedId: string;
  verifiedId: string;
}

/**
 * Proves a verification with a code that is correct for this generation and identifier. Undefined, and nothing was changed, if it
 * cannot be proven now. With `key`, it must also be the newest verification with this key.
 */
export async function markProven(
  { policy, ...proof }: ImmediateProof,
  key: VerificationKey | null,
): Promise<LoadedVerification | undefined> {
  const values = { ...proof, ...key, maxAttempts: policy.maxAttempts };
  const [row] = await (key ? byKeyStatement(values) : byIdStatement(values));
  return row && { ...row, policy };
}
