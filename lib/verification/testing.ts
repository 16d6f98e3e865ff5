import { sql } from "drizzle-orm";
import { verifications } from "@/drizzle/schema";
import type { Ctx } from "@/lib/access";
import { db } from "@/lib/db";
import { insertProject, type Project, type ProjectSettings, updateProject } from "@/lib/projects";
import { type Start, start } from "./start";
import type { Read } from "./verification";

/** A project of its own, so that tests of one file do not share limits. */
export async function aProject(settings: Partial<ProjectSettings> = {}): Promise<Project> {
  const project = await insertProject("Acme");
  return (await updateProject(project.id, { settings: { ...project.settings, ...settings } }))!;
}

export function aContext(project: Project, over: Partial<Ctx> = {}): Ctx {
  return {
    project,
    caller: { kind: "key", apiKeyId: "00000000-0000-7000-8000-000000000001", scopes: [] },
    mouth: "native",
    requestId: "req_test",
    network: null,
    ...over,
  };
}

export async function started(
  ctx: Ctx,
  input: Start = { identifier: { email: "jane@example.com" } },
): Promise<Read> {
  const result = await start(ctx, input);
  if (!result.ok) throw new Error(`start refused: ${result.refusal.code}`);
  return result.value.verification;
}

/** Lets time pass for one verification, by moving its instants back: the database's clock cannot be moved. */
export async function age(id: string, seconds: number): Promise<void> {
  await db().execute(sql`
    update ${verifications} set
      created_at = created_at - make_interval(secs => ${seconds}), expires_at = expires_at - make_interval(secs => ${seconds}),
      code_expires_at = code_expires_at - make_interval(secs => ${seconds}), next_send_at = next_send_at - make_interval(secs => ${seconds}),
      verified_at = verified_at - make_interval(secs => ${seconds})
    where id = ${id}`);
}

/** A code that is surely wrong. */
export function wrongCode(right: string): string {
  return right.startsWith("1") ? `2${right.slice(1)}` : `1${right.slice(1)}`;
}
