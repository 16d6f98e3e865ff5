import { notFound, redirect } from "next/navigation";
import { getServerSession, type Session as NextAuthSession } from "next-auth";
import { cache } from "react";
import {
  type Act,
  type Ctx,
  can,
  findSession,
  isAllowedInArchived,
  isHalfSignedIn,
  listRoles,
  listTeam,
  meetsSecondFactorRule,
  type Operator,
  type Role,
  type Session,
} from "@/lib/access";
import { fromTypeId } from "@/lib/id";
import type { Project } from "@/lib/projects";
import { currentOrigin, notedCtx, operatorCtx, reservedProject } from "./console-ctx";
import { authOptions } from "./next-auth";

/**
 * This browser's session, loaded once per request, so that ending it or removing its operator takes effect immediately.
 * The second factor can still be missing.
 */
export const currentSession = cache(async (): Promise<Session | null> => {
  const cookie = await getServerSession<
    ReturnType<typeof authOptions>,
    NextAuthSession & { sessionId?: string }
  >(authOptions());
  return cookie?.sessionId ? findSession(cookie.sessionId, await currentOrigin()) : null;
});

/** The session of a browser that has passed the first factor. */
export async function requireFirstFactor(): Promise<Session> {
  return (await currentSession()) ?? redirect("/console/sign-in");
}

/** The session of a signed-in operator. */
export async function requireSession(): Promise<Session> {
  const session = await requireFirstFactor();
  if (isHalfSignedIn(session)) redirect("/console/second-factor");
  return session;
}

export async function requireOperator(): Promise<Operator> {
  return (await requireSession()).operator;
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
  session: Session;
  operator: Operator;
  role: Role;
  /** Whether another act is allowed, such as showing a button. Little is in an archived project. */
  may: (act: Act) => boolean;
}

/**
 * Checks that the operator's role in a project allows an act, and shows the not-found page otherwise. Every page and every
 * action calls it, because each can be requested directly. Another team's project, a malformed ID and an insufficient role
 * look the same, so that the response doesn't reveal what exists (docs/security.md #38). If the project requires a second
 * factor, an operator without one has to set it up first.
 */
export async function requireRole(projectId: string, act: Act): Promise<ProjectAccess> {
  const session = await requireSession();
  const id = fromTypeId("prj", projectId);
  const membership = (await myProjects()).find(({ project }) => project.id === id);
  if (!membership) notFound();
  const { project, role } = membership;
  const may = (asked: Act) => can(role, asked) && (!project.archivedAt || isAllowedInArchived(asked));
  if (!may(act)) notFound();
  const isRequired = project.settings.operators.secondFactor === "required";
  if (isRequired && !meetsSecondFactorRule(session)) redirect("/console/second-factor/set-up");
  // Reading is not audited, except for what takes a role of its own.
  const ctxOf = act === "read" ? operatorCtx : notedCtx;
  return {
    ctx: await ctxOf(project, session.operatorId),
    project,
    session,
    operator: session.operator,
    role,
    may,
  };
}
