import { notFound, redirect } from "next/navigation";
import { getServerSession, type Session } from "next-auth";
import { cache } from "react";
import {
  type Act,
  type Ctx,
  can,
  findOperator,
  isAllowedInArchived,
  listRoles,
  listTeam,
  type Operator,
  type Role,
} from "@/lib/access";
import { fromTypeId } from "@/lib/id";
import type { Project } from "@/lib/projects";
import { operatorCtx, reservedProject } from "./console-ctx";
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

/**
 * The context of an owner of the installation: whoever owns the reserved project. Null for others. `ctx.project` is the
 * reserved project, whose API keys are the installation keys.
 */
export const installationOwnerCtx = cache(async (): Promise<Ctx | null> => {
  const [operator, reserved] = await Promise.all([requireOperator(), reservedProject()]);
  const team = await listTeam(reserved.id);
  const isOwner = team.some((member) => member.operator.id === operator.id && member.role === "owner");
  return isOwner ? operatorCtx(reserved, operator.id) : null;
});

/** The signed-in operator's projects. */
export const myProjects = cache(async () => listRoles((await requireOperator()).id));

export interface ProjectAccess {
  ctx: Ctx;
  project: Project;
  operator: Operator;
  role: Role;
  /** Whether another act is allowed, such as showing a button. Little is in an archived project. */
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
  if (!membership) notFound();
  const { project, role } = membership;
  const may = (asked: Act) => can(role, asked) && (!project.archivedAt || isAllowedInArchived(asked));
  if (!may(act)) notFound();
  return {
    ctx: operatorCtx(project, operator.id),
    project,
    operator,
    role,
    may,
  };
}
