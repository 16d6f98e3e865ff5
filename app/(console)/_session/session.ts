import { notFound, redirect } from "next/navigation";
import { getServerSession, type Session } from "next-auth";
import { cache } from "react";
import { type Act, type Ctx, can, findOperator, listRoles, type Operator, type Role } from "@/lib/access";
import { fromTypeId } from "@/lib/id";
import type { Project } from "@/lib/projects";
import { operatorCtx } from "./console-ctx";
import { authOptions } from "./next-auth";

/** The operator who is signed in, asked of the database once a request: one who was removed is signed out at once. */
export const currentOperator = cache(async (): Promise<Operator | null> => {
  const session = await getServerSession<ReturnType<typeof authOptions>, Session & { operatorId?: string }>(
    authOptions(),
  );
  return session?.operatorId ? findOperator(session.operatorId) : null;
});

export async function requireOperator(): Promise<Operator> {
  return (await currentOperator()) ?? redirect("/console/sign-in");
}

/** The projects of the operator who is signed in. */
export const myProjects = cache(async () => listRoles((await requireOperator()).id));

export interface Entry {
  ctx: Ctx;
  project: Project;
  operator: Operator;
  role: Role;
  /** Whether the role suffices for something else on the page. */
  may: (act: Act) => boolean;
}

/**
 * Lets an operator into a project for one act, or shows the page for nothing. Called by every page and every action, for
 * each is an entrance of its own. A foreign project, a malformed id and a role that does not suffice are one answer: what
 * somebody may not see does not exist for them (docs/security.md #38).
 */
export async function requireRole(projectId: string, act: Act): Promise<Entry> {
  const operator = await requireOperator();
  const id = fromTypeId("prj", projectId);
  const found = (await myProjects()).find(({ project }) => project.id === id);
  if (!found || !can(found.role, act)) notFound();
  const { project, role } = found;
  return {
    ctx: operatorCtx(project, operator.id),
    project,
    operator,
    role,
    may: (other) => can(role, other),
  };
}
