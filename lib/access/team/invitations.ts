import { createHash, randomBytes } from "node:crypto";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { findProject } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { day } from "@/lib/time";
import { mustUseCompany } from "../company-sign-in/settings";
import type { Ctx } from "../context";
import { record } from "../record";
import { listTeam, type Operator, type Role } from "../repository";
import { operatorOf, putOnTeam } from "./put-on-team";
import {
  deleteInvitation,
  findInvitation,
  findInvitationsTo,
  type Invitation,
  lockTeam,
  putInvitation,
  takeInvitation,
} from "./repository";

/** How long an invitation can be accepted, in days. */
export const invitationDays = 7;

/**
 * Invites somebody to a project's team and returns the link for them. Inviting them again replaces the link, its role and its
 * lifetime.
 */
export async function inviteToTeam(
  ctx: Ctx,
  { email, role }: { email: string; role: Role },
): Promise<Result<{ link: string }, { code: "already_in_team" }>> {
  const { project, caller } = ctx;
  const team = await listTeam(project.id);
  if (team.some(({ operator }) => operator.email.toLowerCase() === email.toLowerCase()))
    return refuse({ code: "already_in_team" });
  const token = randomBytes(32).toString("base64url");
  await db().transaction(async (tx) => {
    // Two invitations of one address follow each other.
    await lockTeam(tx, project.id);
    const invitedBy = caller.kind === "operator" ? caller.operatorId : null;
    const lifetimeSeconds = invitationDays * day;
    const invitation = {
      projectId: project.id,
      email,
      role,
      tokenHash: hash(token),
      invitedBy,
      lifetimeSeconds,
    };
    await putInvitation(invitation, tx);
    await record(ctx, "operator.invited", { email, role }, tx);
  });
  // In the fragment, which is never logged.
  return ok({ link: `${env.PUBLIC_URL}/console/invitation#${token}` });
}

/** Withdraws an invitation. False if there is no such one, for example because it was accepted. */
export async function revokeInvitation(ctx: Ctx, id: string): Promise<boolean> {
  return db().transaction(async (tx) => {
    const revoked = await deleteInvitation(ctx.project.id, id, tx);
    if (!revoked) return false;
    const { email, role } = revoked;
    await record(ctx, "operator.invitation_revoked", { email, role }, tx);
    return true;
  });
}

export type InvitationRefusal = { code: "invitation_invalid" } | { code: "company_sign_in_required" };

/**
 * Accepts an invitation, once, and returns its operator, who is created if needed. Whoever has the link has read the mail to
 * the address, so this also signs in, unless the address must use the company's sign-in. `invitation_invalid`: it is unknown,
 * accepted, revoked or expired, or the operator is disabled.
 */
export async function acceptInvitation(token: string): Promise<Result<Operator, InvitationRefusal>> {
  const invitation = await findInvitation(hash(token));
  if (!invitation) return refuse({ code: "invitation_invalid" });
  if (mustUseCompany(invitation.email)) return refuse({ code: "company_sign_in_required" });
  const operator = await accept(invitation);
  return operator ? ok(operator) : refuse({ code: "invitation_invalid" });
}

/** Accepts all open invitations to an address whose owner has proven it otherwise. */
export async function acceptInvitationsTo(email: string): Promise<void> {
  for (const invitation of await findInvitationsTo(email)) await accept(invitation);
}

async function accept({ projectId, email, tokenHash }: Invitation): Promise<Operator | null> {
  const project = await findProject(projectId);
  const operator = await operatorOf(email);
  if (!project || !operator) return null;
  const caller = { kind: "operator", operatorId: operator.id } as const;
  const ctx: Ctx = { project, caller, dialect: "console", requestId: null, endUser: null };
  return db().transaction(async (tx) => {
    // Deleted by whoever comes first.
    const invitation = await takeInvitation(tokenHash, tx);
    if (!invitation) return null;
    await putOnTeam(ctx, operator, invitation.role, tx);
    await record(ctx, "operator.invitation_accepted", { email: invitation.email, role: invitation.role }, tx);
    return operator;
  });
}

function hash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
