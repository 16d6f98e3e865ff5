import { db } from "@/lib/db";
import { ok, type Result, refuse } from "@/lib/result";
import type { Ctx } from "../context";
import { record } from "../record";
import { findOperatorByEmail, insertOperatorOnce, type Operator, type Role } from "../repository";
import { lockTeam, putRole } from "./repository";

export interface AddToTeam {
  email: string;
  role: Role;
}

export type AddToTeamRefusal = { code: "already_in_team" } | { code: "operator_disabled" };

/** Adds an operator to a project: an existing one, or a new one who signs in with a code sent to that address. */
export async function addToTeam(
  ctx: Ctx,
  { email, role }: AddToTeam,
): Promise<Result<void, AddToTeamRefusal>> {
  const operator = await operatorOf(email);
  if (!operator) return refuse({ code: "operator_disabled" });
  const projectId = ctx.project.id;
  return db().transaction(async (tx): Promise<Result<void, AddToTeamRefusal>> => {
    const team = await lockTeam(tx, projectId);
    if (team.some(({ operatorId }) => operatorId === operator.id)) return refuse({ code: "already_in_team" });
    await putRole(tx, { operatorId: operator.id, projectId }, role);
    await record(ctx, "operator.role_changed", { operatorId: operator.id, from: null, role }, tx);
    return ok(undefined);
  });
}

/** The operator with an address, created if there is none. Null if that operator is disabled. */
async function operatorOf(email: string): Promise<Operator | null> {
  return (
    (await findOperatorByEmail(email)) ??
    (await insertOperatorOnce(email)) ??
    // Another call has added them in the meantime.
    (await findOperatorByEmail(email))
  );
}
