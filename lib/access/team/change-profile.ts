import { isUniqueViolation } from "@/lib/db";
import { ok, type Result, refuse } from "@/lib/result";
import { type Operator, updateOperator } from "../repository";

export type ChangeProfileRefusal = { code: "operator_email_taken" };

/** Changes an operator's own name and address. The next sign-in code goes to the new one. */
export async function changeProfile(
  operatorId: string,
  change: { name: string; email: string },
): Promise<Result<Operator | null, ChangeProfileRefusal>> {
  try {
    return ok(await updateOperator(operatorId, change));
  } catch (error) {
    // The unique index decides: the address can be taken between a check and the update.
    if (isUniqueViolation(error, "operators_email")) return refuse({ code: "operator_email_taken" });
    throw error;
  }
}
