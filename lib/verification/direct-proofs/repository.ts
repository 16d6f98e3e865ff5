import { type SQL, sql } from "drizzle-orm";
import { budgets, type Policy, verifications } from "@/drizzle/schema";
import { currentKeyId } from "@/lib/access";
import { db, preparedInProject } from "@/lib/db";
import { appendEvent } from "@/lib/events";
import { appendInstant, locksUntil, oneRow, recent } from "../budgets/repository";
import { policyFields, storingOf } from "../policies/repository";
import { columns, databaseNow, param } from "../sql-fragments/repository";
import type { LoadedVerification } from "../verification";

const instantOf = (expression: SQL) => sql<Date | null>`${expression}`.mapWith(verifications.createdAt);

const guessStatement = preparedInProject((db) => {
  const asked = sql`jsonb_to_recordset(${param("budgets", "jsonb")}) as asked(key text, wrong int, "windowSeconds" int, "lockSeconds" int)`;
  const guess = db.$with("guess", {}).as(sql`
    insert into ${budgets} (project_id, kind, key, instants, capacity, empty_at, full_until)
    select ${param("projectId", "uuid")}, 'guess', key, array[now()], wrong,
      now() + make_interval(secs => "windowSeconds"), now() + make_interval(secs => "lockSeconds")
    from ${asked} order by key
    ${appendInstant}
    returning key, ${locksUntil} as locks_until`);
  const window = sql`make_interval(secs => asked."windowSeconds")`;
  // The rows as they were before this statement, because they are what refused the guess.
  const full = db.$with("full_budgets", {}).as(sql`
    select max(coalesce(${budgets.fullUntil}, (${recent(window)})[1] + ${window})) as until
    from ${asked} cross join lateral (
      select * from ${budgets} where ${budgets.projectId} = ${param("projectId", "uuid")} and ${budgets.kind} = 'guess' and ${budgets.key} = asked.key
      ${oneRow}) ${budgets}
    where asked.key not in (select key from guess)`);
  const isSpent = sql`(select count(*) from ${asked}) > (select count(*) from guess)`;
  return db
    .with(guess, full)
    .select({
      now: databaseNow,
      retryAt: instantOf(
        sql`(case when ${isSpent} then coalesce((select until from full_budgets), now() + interval '1 second') end)`,
      ),
      locksUntil: instantOf(sql`(select max(locks_until) from guess)`),
    })
    .from(sql`(select 1) as one`)
    .prepare("spend_guess");
});

/** Counts a guess in every budget (JSON: key, wrong, windowSeconds, lockSeconds). `retryAt` is set if one is used up. */
export async function spendGuess(values: { projectId: string; budgets: string }) {
  const [row] = await guessStatement(values);
  return row!;
}

export interface ProvenRow {
  id: string;
  projectId: string;
  dialect: string;
  purpose: string;
  policyName: string;
  policy: Policy;
  userId: string;
  locale: string;
  wireContext: unknown;
  verifiedBy: string;
  actor: string;
  requestId: string | null;
  /** The budgets the guess is returned to. */
  guessKeys: readonly string[];
}

/** Inserts a verification that was verified without a challenge, with its event, and returns the guess. */
export async function insertProven({
  actor,
  requestId,
  guessKeys,
  policy,
  ...row
}: ProvenRow): Promise<LoadedVerification> {
  const { id, projectId } = row;
  const inSeconds = (seconds: number) => sql`now() + make_interval(secs => ${seconds})`;
  return db().transaction(async (tx) => {
    const fields = policyFields(policy);
    await tx.execute(storingOf(fields));
    const [inserted] = await tx
      .insert(verifications)
      .values({
        ...row,
        policyId: fields.policyId,
        method: "password",
        secretKeyId: currentKeyId(),
        expiresAt: inSeconds(policy.lifetimeSeconds),
        codeExpiresAt: inSeconds(policy.codeLifetimeSeconds),
        verifiedAt: sql`now()`,
      })
      .returning({ ...columns, now: databaseNow });
    const event = { projectId, verificationId: id, actor, requestId };
    const { dialect, purpose, userId } = row;
    await appendEvent(
      { ...event, type: "verification.started", data: { dialect, purpose, channel: null, userId } },
      tx,
    );
    await appendEvent({ ...event, type: "verification.verified", data: { method: "password" } }, tx);
    // In the same order everywhere, so that parallel successes cannot deadlock.
    for (const key of guessKeys.toSorted()) {
      await tx.execute(sql`
        update ${budgets} set instants = trim_array(instants, 1)
        where ${budgets.projectId} = ${projectId} and ${budgets.kind} = 'guess' and ${budgets.key} = ${key} and cardinality(instants) > 0`);
    }
    return inserted!;
  });
}
