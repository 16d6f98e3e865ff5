import { and, eq, ne } from "drizzle-orm";
import { operatorCompanyAccounts, operatorRoles, operators } from "@/drizzle/schema";
import { db, type Tx } from "@/lib/db";
import type { Operator } from "../repository";

/** An account at the company's provider. Only both together identify it (OpenID Connect Core 1.0 §5.7). */
export interface CompanyAccount {
  issuer: string;
  subject: string;
}

/** The operator an account is linked to, who can be disabled. */
export async function findOperatorByAccount(
  { issuer, subject }: CompanyAccount,
  tx: Tx = db(),
): Promise<Operator | null> {
  const [row] = await tx
    .select({ operator: operators })
    .from(operatorCompanyAccounts)
    .innerJoin(operators, eq(operators.id, operatorCompanyAccounts.operatorId))
    .where(and(eq(operatorCompanyAccounts.issuer, issuer), eq(operatorCompanyAccounts.subject, subject)));
  return row?.operator ?? null;
}

/** Whether an operator has another account at the same issuer. */
export async function hasOtherAccount(
  operatorId: string,
  { issuer, subject }: CompanyAccount,
): Promise<boolean> {
  const other = and(
    eq(operatorCompanyAccounts.operatorId, operatorId),
    eq(operatorCompanyAccounts.issuer, issuer),
    ne(operatorCompanyAccounts.subject, subject),
  );
  return (await db().$count(operatorCompanyAccounts, other)) > 0;
}

/** Whether an operator has an account at this issuer. */
export async function isLinked(operatorId: string, issuer: string): Promise<boolean> {
  const linked = and(
    eq(operatorCompanyAccounts.operatorId, operatorId),
    eq(operatorCompanyAccounts.issuer, issuer),
  );
  return (await db().$count(operatorCompanyAccounts, linked)) > 0;
}

/** Links an account. False if it or the operator is linked already. The indexes decide between parallel calls. */
export async function insertCompanyAccount(
  operatorId: string,
  account: CompanyAccount,
  tx: Tx,
): Promise<boolean> {
  const inserted = await tx
    .insert(operatorCompanyAccounts)
    .values({ operatorId, ...account })
    .onConflictDoNothing()
    .returning({ operatorId: operatorCompanyAccounts.operatorId });
  return inserted.length > 0;
}

/** Unlinks an operator's accounts at all issuers, and returns how many there were. */
export async function deleteCompanyAccounts(operatorId: string, tx: Tx): Promise<number> {
  const deleted = await tx
    .delete(operatorCompanyAccounts)
    .where(eq(operatorCompanyAccounts.operatorId, operatorId))
    .returning({ issuer: operatorCompanyAccounts.issuer });
  return deleted.length;
}

/** The IDs of a team's operators who have an account at this issuer. */
export async function selectLinkedInTeam(projectId: string, issuer: string): Promise<string[]> {
  const rows = await db()
    .select({ operatorId: operatorCompanyAccounts.operatorId })
    .from(operatorCompanyAccounts)
    .innerJoin(operatorRoles, eq(operatorRoles.operatorId, operatorCompanyAccounts.operatorId))
    .where(and(eq(operatorRoles.projectId, projectId), eq(operatorCompanyAccounts.issuer, issuer)));
  return rows.map(({ operatorId }) => operatorId);
}

/** Whether an operator is on any team. */
export async function isOnTeam(operatorId: string): Promise<boolean> {
  return (await db().$count(operatorRoles, eq(operatorRoles.operatorId, operatorId))) > 0;
}
