/** Calls the engine's verbs in the database under test, outside of what is measured: it prepares, and waits for the worker. */
import { sql } from "drizzle-orm";
import { events, webhookMessages } from "@/drizzle/schema";
import { arrayLiteral, db, newIdInSql } from "@/lib/db";
import { measureBacklog } from "@/lib/delivery";
import { fromTypeId, toTypeId } from "@/lib/id";
import { listProjects, type Policy, type Project, resolvePolicy, updateProject } from "@/lib/projects";
import { countHours } from "@/lib/statistics";
import { type Start, start } from "@/lib/verification";
import { codeOf } from "@/lib/verification/secret";
import { answer } from "../child";
import { type Check, recipientOf } from "../load";

export interface Prepared {
  right: Check;
  /** A code that is surely wrong. */
  wrong: Check;
}

/** The project of the bench, and the policy of what is started there. */
export interface PreparedProject {
  projectId: string;
  policy: Policy;
}

export type EngineCommands = {
  liftLimits(input: null): Promise<PreparedProject>;
  prepare(input: { first: number; count: number }): Promise<Prepared[]>;
  drained(input: null): Promise<void>;
  /** Records an event of each verification, in one transaction. */
  emit(ids: string[]): Promise<void>;
  webhooksRecorded(input: null): Promise<void>;
};

answer({ liftLimits, prepare, drained, emit, webhooksRecorded } satisfies EngineCommands);

let project: Project;

/** Lets one API key ask as often as the bench does. Sends need no such thing: every recipient is a new one. */
async function liftLimits(): Promise<PreparedProject> {
  const [first] = await listProjects();
  project = (await updateProject(first!.id, {
    settings: { ...first!.settings, requestsPerMinute: 100_000_000 },
  }))!;
  // Statistics go on from here. Otherwise the server would count months of old rows while it is measured.
  await countHours();
  return { projectId: project.id, policy: resolvePolicy(project.settings.policies, "confirm", "email")! };
}

const lanes = 16;

async function prepare({ first, count }: { first: number; count: number }): Promise<Prepared[]> {
  const made: Prepared[] = [];
  let next = first;
  const lane = async () => {
    while (next < first + count) made.push(await one(next++));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return made;
}

async function one(n: number): Promise<Prepared> {
  const input: Start = { identifier: { email: recipientOf(n) } };
  const caller = { kind: "system" } as const;
  const started = await start({ project, caller, dialect: "bench", requestId: null, endUser: null }, input);
  if (!started.ok) throw new Error(`The engine refused to start: ${started.refusal.code}`);
  const v = started.value.verification;
  const id = toTypeId("ver", v.id);
  const code = codeOf(v);
  return { right: { id, code }, wrong: { id, code: String((Number(code[0]) + 1) % 10) + code.slice(1) } };
}

/** Waits until the server's worker has emptied the outbox. */
async function drained(): Promise<void> {
  while ((await measureBacklog()).depth > 0) await new Promise((resolve) => setTimeout(resolve, 50));
}

async function emit(ids: string[]): Promise<void> {
  const verifications = arrayLiteral(ids.map((id) => fromTypeId("ver", id)!));
  await db().execute(sql`
    insert into ${events} (id, project_id, verification_id, type, actor, data)
    select ${newIdInSql}, ${project.id}::uuid, id, 'verification.attempted', 'system', '{"attempt": 1, "maxAttempts": 5}'
    from unnest(${verifications}::uuid[]) id`);
}

/** Waits until the response to every webhook is recorded. */
async function webhooksRecorded(): Promise<void> {
  for (;;) {
    const [row] = await db().execute<{ count: number }>(
      sql`select count(*)::int as count from ${webhookMessages} where finished_at is null`,
    );
    if (row!.count === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
