import { notFound, redirect } from "next/navigation";
import { getServerSession, type Session } from "next-auth";
import { cache } from "react";
import { type Act, type Ctx, can, findOperator, listRoles, type Operator, type Role } from "@/lib/access";
import { fromTypeId } from "@/lib/id";
import type { Project } from "@/lib/projects";
import { operatorCtx } from "./console-ctx";
import { authOptions } from "./next-auth";

/** The signed-in operator, loaded once per request, so that a removed operator is signed out immediately. */
export const currentOperator = cache(async (): Promise<Operator | null> => {
  const session = await getServerSession<ReturnType<typeof authOptions>, Session & { operatorId?: string }>(
    authOptions(),
  );
  return session?.operatorId ? findOperator(session.operatorId) : null;
});

export async function requireOperator(): Promise<Operator> {
  return (await currentOperator()) ?? redirect("/console/sign-in");
}

/** The signed-in operator's projects. */
export const myProjects = cache(async () => listRoles((await requireOperator()).id));

export interface ProjectAccess {
  ctx: Ctx;
  project: Project;
  operator: Operator;
  role: Role;
  /** Whether the role allows another act, such as showing a button. */
  may: (act: Act) => boolean;
}

/**
 * Checks that the operator's role in a project allows an act, and shows the not-found page otherwise. Every page and every
 * action calls it, because each can be requested directly. Another team's project, a malformed ID and an insufficient role
 * look the same, so that the response doesn't reveal what exists (docs/security.md #38).
 */
export async function requireRole(projectId: string, act: Act): Promise<ProjectAccess> {
  const operator = await requireOperator();
  const id = fromTypeId("prj", projectId);
  const membership = (await myProjects()).find(({ project }) => project.id === id);
  if (!membership || !can(membership.role, act)) notFound();
  const { project, role } = membership;
  return {
    ctx: operatorCtx(project, operator.id),
    project,
    operator,
    role,
    may: (other) => can(role, other),
  };
}
