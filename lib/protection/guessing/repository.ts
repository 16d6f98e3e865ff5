import { sql } from "drizzle-orm";
import { guessCounts } from "@/drizzle/schema";
import { arrayLiteral, db } from "@/lib/db";

/** Answers of one kind, counted in one process. */
export interface GuessCount {
  projectId: string;
  subject: string;
  isCorrect: boolean;
  count: number;
}

/** Adds what a process has counted to the current minute. */
export async function addGuessCounts(counts: readonly GuessCount[]): Promise<void> {
  const column = (
    of: (count: GuessCount) => string | number | boolean,
    type: "uuid" | "text" | "int" | "boolean",
  ) => sql`${arrayLiteral(counts.map(of))}::${sql.raw(type)}[]`;
  await db().execute(sql`
    insert into ${guessCounts} (project_id, minute, subject, wrong, correct)
    select project_id, date_trunc('minute', now()), subject,
      coalesce(sum(count) filter (where not is_correct), 0), coalesce(sum(count) filter (where is_correct), 0)
    from unnest(${column((one) => one.projectId, "uuid")}, ${column((one) => one.subject, "text")},
      ${column((one) => one.isCorrect, "boolean")}, ${column((one) => one.count, "int")}) as counted(project_id, subject, is_correct, count)
    group by 1, 2, 3
    -- Parallel writers lock rows in one order.
    order by 1, 3
    on conflict (project_id, minute, subject) do update
      set wrong = ${guessCounts.wrong} + excluded.wrong, correct = ${guessCounts.correct} + excluded.correct`);
}

/** What a project's answers were in the last minutes. */
export interface RecentGuesses {
  wrong: number;
  correct: number;
  /** Addresses and networks with too many wrong codes. */
  blocked: ReadonlySet<string>;
}

export interface GuessLimits {
  address: number;
  network: number;
}

/** The most addresses and networks that are blocked at once. Those with the most wrong codes come first. */
const mostBlocked = 10_000;

/** Adds up the last `minutes`, and names the addresses and networks over their limit. */
export async function readRecentGuesses(
  projectId: string,
  minutes: number,
  limits: GuessLimits,
): Promise<RecentGuesses> {
  const rows = await db().execute<{ subject: string; wrong: number; correct: number }>(sql`
    select subject, sum(wrong)::int as wrong, sum(correct)::int as correct from ${guessCounts}
    where project_id = ${projectId} and minute > now() - make_interval(mins => ${minutes})
    group by subject
    having subject = 'project' or sum(wrong) >= case when subject like 'address/%' then ${limits.address}::int else ${limits.network}::int end
    order by subject = 'project' desc, sum(wrong) desc
    limit ${mostBlocked}`);
  const total = rows.find(({ subject }) => subject === "project");
  const blocked = rows.filter(({ subject }) => subject !== "project").map(({ subject }) => subject);
  return { wrong: total?.wrong ?? 0, correct: total?.correct ?? 0, blocked: new Set(blocked) };
}
