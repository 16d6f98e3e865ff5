import { and, eq, sql } from "drizzle-orm";
import { budgets, verifications } from "@/drizzle/schema";
import type { Ctx } from "@/lib/access";
import { aProject as aBareProject } from "@/lib/access/testing";
import { db } from "@/lib/db";
import { seedInbox } from "@/lib/delivery";
import type { Project, ProjectSettings } from "@/lib/projects";
import { type Start, start } from "./start";
import type { LoadedVerification } from "./verification";

export { aContext } from "@/lib/access/testing";

/** A new project whose messages go to its inbox. */
export async function aProject(settings: Partial<ProjectSettings> = {}): Promise<Project> {
  const project = await aBareProject(settings);
  await seedInbox(project.id);
  return project;
}

export async function started(
  ctx: Ctx,
  input: Start = { identifier: { email: "jane@example.com" } },
): Promise<LoadedVerification> {
  const result = await start(ctx, input);
  if (!result.ok) throw new Error(`start refused: ${result.refusal.code}`);
  return result.value.verification;
}

/** Makes a verification older by moving its instants back, because the database's clock cannot be changed. */
export async function age(id: string, seconds: number): Promise<void> {
  const [row] = await db().select().from(verifications).where(eq(verifications.id, id));
  const earlier = <T extends Date | null>(instant: T) =>
    (instant && new Date(instant.getTime() - seconds * 1000)) as T;
  const { createdAt, expiresAt, codeExpiresAt, nextSendAt, verifiedAt } = row!;
  await db()
    .update(verifications)
    .set({
      createdAt: earlier(createdAt),
      expiresAt: earlier(expiresAt),
      codeExpiresAt: earlier(codeExpiresAt),
      nextSendAt: earlier(nextSendAt),
      verifiedAt: earlier(verifiedAt),
    })
    .where(and(eq(verifications.projectId, row!.projectId), eq(verifications.id, id)));
}

/** Makes all that a project's budgets have counted older. */
export async function ageBudgets(projectId: string, seconds: number): Promise<void> {
  await db().execute(sql`
    update ${budgets} set
      instants = array(select t - make_interval(secs => ${seconds}) from unnest(instants) t order by t),
      empty_at = empty_at - make_interval(secs => ${seconds})
    where project_id = ${projectId}`);
}

/** A code that is certainly wrong. */
export function wrongCode(right: string): string {
  return right.startsWith("1") ? `2${right.slice(1)}` : `1${right.slice(1)}`;
}
