import type { Tx } from "@/lib/db";
import { ok, type Result, refuse } from "@/lib/result";
import type { Ctx } from "../context";
import { record } from "../record";
import { findOperatorByEmail, insertOperatorOnce, type Operator, type Role, setRole } from "../repository";
import { lockTeam } from "./repository";

/** Gives an operator a role, unless they have one. */
export async function putOnTeam(
  ctx: Ctx,
  operator: Operator,
  role: Role,
  tx: Tx,
): Promise<Result<Operator, { code: "already_in_team" }>> {
  const projectId = ctx.project.id;
  const team = await lockTeam(tx, projectId);
  if (team.some(({ operatorId }) => operatorId === operator.id)) return refuse({ code: "already_in_team" });
  await setRole(operator.id, projectId, role, tx);
  await record(ctx, "operator.role_changed", { operatorId: operator.id, from: null, role }, tx);
  return ok(operator);
}

/** The operator with an address, created if there is none. Null if that operator is disabled. */
export async function operatorOf(email: string): Promise<Operator | null> {
  return (
    (await findOperatorByEmail(email)) ??
    (await insertOperatorOnce(email)) ??
    // Another call has added them in the meantime.
    (await findOperatorByEmail(email))
  );
}
