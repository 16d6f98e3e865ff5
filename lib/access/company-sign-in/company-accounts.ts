import { db } from "@/lib/db";
import { ok, type Result, refuse } from "@/lib/result";
import type { Ctx } from "../context";
import { record } from "../record";
import { deleteSessions } from "../sessions/repository";
import { lockTeam } from "../team/repository";
import { deleteCompanyAccounts, isLinked, selectLinkedInTeam } from "./repository";
import { companySignIn, mustUseCompany } from "./settings";

export type UnlinkRefusal = { code: "not_in_team" } | { code: "not_linked" };

/**
 * Unlinks an operator of the project's team from the company account and ends their sessions. Their next sign-in by the company
 * links an account again, by its address.
 */
export async function unlinkCompanyAccount(
  ctx: Ctx,
  operatorId: string,
): Promise<Result<void, UnlinkRefusal>> {
  return db().transaction(async (tx): Promise<Result<void, UnlinkRefusal>> => {
    const team = await lockTeam(tx, ctx.project.id);
    if (!team.some((member) => member.operatorId === operatorId)) return refuse({ code: "not_in_team" });
    if ((await deleteCompanyAccounts(operatorId, tx)) === 0) return refuse({ code: "not_linked" });
    await deleteSessions(operatorId, {}, tx);
    await record(ctx, "operator.company_account_unlinked", { operatorId }, tx);
    return ok(undefined);
  });
}

/** The IDs of a team's operators who are linked to a company account. */
export async function listLinkedOperators(projectId: string): Promise<ReadonlySet<string>> {
  const company = companySignIn();
  return new Set(company ? await selectLinkedInTeam(projectId, company.issuer) : []);
}

/**
 * Whether an operator cannot sign in by mail: the address must use the company's sign-in, or the operator is linked, whatever
 * address they have entered in their profile since.
 */
export async function mustEnterByCompany({ id, email }: { id: string; email: string }): Promise<boolean> {
  const company = companySignIn();
  if (!company?.isRequired) return false;
  return mustUseCompany(email) || (await isLinked(id, company.issuer));
}
