import { db, isUniqueViolation } from "@/lib/db";
import { differencesOf } from "@/lib/events";
import { ok, type Result, refuse } from "@/lib/result";
import type { Ctx } from "../context";
import { record } from "../record";
import { lockOperator, type Operator, updateOperator } from "../repository";

export type ChangeProfileRefusal = { code: "operator_email_taken" };

/**
 * Changes an operator's own name or address. The caller has proven that the operator controls the address. The next sign-in code
 * goes to it.
 */
export async function changeProfile(
  ctx: Ctx,
  operatorId: string,
  change: { name?: string; email?: string },
): Promise<Result<Operator | null, ChangeProfileRefusal>> {
  try {
    return await db().transaction(async (tx) => {
      const before = await lockOperator(operatorId, tx);
      const after = await updateOperator(operatorId, change, tx);
      if (!before || !after) return ok(null);
      const differences = differencesOf(shown(before), shown(after));
      const changed = Object.keys(differences.after);
      if (changed.length > 0)
        await record(ctx, "operator.profile_changed", { operatorId, changed, ...differences }, tx);
      return ok(after);
    });
  } catch (error) {
    // The unique index decides: the address can be taken between a check and the update.
    if (isUniqueViolation(error, "operators_email")) return refuse({ code: "operator_email_taken" });
    throw error;
  }
}

function shown({ name, email }: Operator): Record<string, unknown> {
  return { name, email };
}
