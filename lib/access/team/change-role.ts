import { db } from "@/lib/db";
import { ok, type Result, refuse } from "@/lib/result";
import type { Ctx } from "../context";
import { record } from "../record";
import type { Role } from "../repository";
import { setRole } from "../repository";
import { deleteSessions } from "../sessions/repository";
import { deleteInvitationsBy, lockTeam } from "./repository";

export interface ChangeRole {
  operatorId: string;
  /** Null: leaves the team. */
  role: Role | null;
}

export type ChangeRoleRefusal = { code: "not_in_team" } | { code: "last_owner" };

/**
 * Changes an operator's role in a project. At least one owner must remain. Someone who is no longer an owner loses their
 * invitations, and someone who leaves the team is signed out everywhere.
 */
export async function changeRole(
  ctx: Ctx,
  { operatorId, role }: ChangeRole,
): Promise<Result<void, ChangeRoleRefusal>> {
  const projectId = ctx.project.id;
  return db().transaction(async (tx): Promise<Result<void, ChangeRoleRefusal>> => {
    const team = await lockTeam(tx, projectId);
    const member = team.find((one) => one.operatorId === operatorId);
    if (!member) return refuse({ code: "not_in_team" });
    const owners = team.filter((one) => one.role === "owner");
    if (member.role === "owner" && role !== "owner" && owners.length === 1)
      return refuse({ code: "last_owner" });
    if (member.role === role) return ok(undefined);
    await setRole(operatorId, projectId, role, tx);
    if (role !== "owner") await deleteInvitationsBy({ operatorId, projectId }, tx);
    if (role === null) await deleteSessions(operatorId, {}, tx);
    await record(ctx, "operator.role_changed", { operatorId, from: member.role, role: role ?? "none" }, tx);
    return ok(undefined);
  });
}
