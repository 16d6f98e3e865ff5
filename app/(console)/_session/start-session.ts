import { beginSession, type Operator, record, touchOperator } from "@/lib/access";
import { accountCtx, currentOrigin } from "./console-ctx";

export interface SignedInBy {
  /** The way to sign in, as events name it. */
  by: string;
  /** Whether it stands in for the second factor. */
  isSecondFactorGiven?: boolean;
  /** Whether the company's provider asked for several factors. */
  hasCompanyMfa?: boolean;
}

/** Starts an operator's session in this browser and records it. Returns the session's id. */
export async function startSession(
  operator: Operator,
  { by, isSecondFactorGiven = false, hasCompanyMfa = false }: SignedInBy,
): Promise<string> {
  const origin = await currentOrigin();
  const ctx = await accountCtx(operator.id);
  const sessionId = await beginSession({
    operatorId: operator.id,
    isSecondFactorGiven,
    hasCompanyMfa,
    ...origin,
  });
  await touchOperator(operator.id);
  await record(ctx, "operator.signed_in", { by });
  return sessionId;
}
