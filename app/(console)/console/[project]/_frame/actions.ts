"use server";

import type { Route } from "next";
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import { action } from "@/app/_forms/action";
import { endSessions, setRole } from "@/lib/access";
import { seedInbox } from "@/lib/delivery";
import { appendEvent } from "@/lib/events";
import { toTypeId } from "@/lib/id";
import { insertProject } from "@/lib/projects";
import { accountCtx } from "../../../_session/console-ctx";
import { currentSession, myProjects, requireOperator } from "../../../_session/session";

/** Creates a project with its inbox. Only owners of a project can create another; they own the new one too. */
export const createProject = action(
  z.object({ name: z.string().trim().min(1).max(60) }),
  async ({ name }) => {
    const operator = await requireOperator();
    if (!(await myProjects()).some(({ role }) => role === "owner")) notFound();
    const project = await insertProject(name);
    await seedInbox(project.id);
    await setRole(operator.id, project.id, "owner");
    await appendEvent({
      projectId: project.id,
      type: "project.created",
      actor: `operator:${operator.id}`,
      requestId: null,
      data: { name },
    });
    redirect(`/console/${toTypeId("prj", project.id)}` as Route);
  },
);

/** Ends the session and deletes its cookies. next-auth splits a large JWT into several. */
export async function signOut(): Promise<void> {
  const session = await currentSession();
  if (session)
    await endSessions(await accountCtx(session.operatorId), session.operatorId, { id: session.id });
  const jar = await cookies();
  for (const { name } of jar.getAll()) if (name.includes("next-auth.session-token")) jar.delete(name);
  redirect("/console/sign-in");
}
