import { db } from "@/lib/db";
import { ok, type Result, refuse } from "@/lib/result";
import type { Ctx } from "../context";
import { record } from "../record";
import { findOperatorByEmail, type Operator } from "../repository";
import { deleteSessions } from "../sessions/repository";
import { acceptInvitationsTo } from "../team/invitations";
import {
  type CompanyAccount,
  findOperatorByAccount,
  hasOtherAccount,
  insertCompanyAccount,
  isOnTeam,
} from "./repository";
import { type CompanySignIn, companyAddress } from "./settings";

export type CompanyRefusal =
  /** The provider publishes another issuer than the one that is set up. */
  | { code: "company_issuer_differs" }
  /** The ID token has no address, or does not say that it is verified. */
  | { code: "company_email_unverified" }
  | { code: "company_domain_refused" }
  /** The address belongs to an operator with another account: it may have been given to a new person. */
  | { code: "company_account_differs" }
  /** Nobody has invited this person, or they were removed or disabled. */
  | { code: "operator_unknown" };

/** The claims of an ID token whose signature, issuer, audience, times and nonce have been validated. */
export type CompanyClaims = Record<string, unknown>;

type CtxOf = (operatorId: string) => Promise<Ctx>;

export interface Entered {
  operator: Operator;
  /** Whether the provider asked for several factors (`amr` contains `mfa`, RFC 8176 §2). */
  hasCompanyMfa: boolean;
}

/**
 * Decides which operator an account at the company's provider belongs to. A linked one is found by its subject, whatever its
 * address is now. Another is linked by its verified address, and accepts the open invitations to it. Nobody is created without
 * an invitation. `ctxOf` is the context of an operator's own account.
 */
export async function enterByCompany(
  company: CompanySignIn,
  claims: CompanyClaims,
  ctxOf: CtxOf,
): Promise<Result<Entered, CompanyRefusal>> {
  if (claims.iss !== company.issuer) return refuse({ code: "company_issuer_differs" });
  const account = { issuer: company.issuer, subject: String(claims.sub) };
  const linked = await findOperatorByAccount(account);
  const found = linked
    ? await enterAgain(linked, company, claims)
    : await enterFirst(company, account, claims, ctxOf);
  if (!found.ok) return found;
  const hasCompanyMfa = Array.isArray(claims.amr) && claims.amr.includes("mfa");
  return ok({ operator: found.value, hasCompanyMfa });
}

async function enterAgain(
  operator: Operator,
  company: CompanySignIn,
  claims: CompanyClaims,
): Promise<Result<Operator, CompanyRefusal>> {
  if (operator.disabledAt) return refuse({ code: "operator_unknown" });
  const address = addressIn(company, claims);
  // Invitations to an address that is no longer the operator's may be meant for its next owner.
  if (address.ok && address.value.toLowerCase() === operator.email.toLowerCase())
    await acceptInvitationsTo(address.value);
  return (await isOnTeam(operator.id)) ? ok(operator) : refuse({ code: "operator_unknown" });
}

async function enterFirst(
  company: CompanySignIn,
  account: CompanyAccount,
  claims: CompanyClaims,
  ctxOf: CtxOf,
): Promise<Result<Operator, CompanyRefusal>> {
  const address = addressIn(company, claims);
  if (!address.ok) return address;
  const known = await findOperatorByEmail(address.value);
  if (known && (await hasOtherAccount(known.id, account))) return refuse({ code: "company_account_differs" });
  await acceptInvitationsTo(address.value);
  const operator = known ?? (await findOperatorByEmail(address.value));
  if (!operator || !(await isOnTeam(operator.id))) return refuse({ code: "operator_unknown" });
  return (await link(await ctxOf(operator.id), operator, account))
    ? ok(operator)
    : refuse({ code: "company_account_differs" });
}

/** The verified address in an ID token, if its domain is allowed. */
function addressIn(company: CompanySignIn, claims: CompanyClaims): Result<string, CompanyRefusal> {
  const { email } = claims;
  if (typeof email !== "string" || !isVerified(claims)) return refuse({ code: "company_email_unverified" });
  const address = companyAddress(company, email);
  return address ? ok(address) : refuse({ code: "company_domain_refused" });
}

/** Entra ID has `xms_edov` instead: the domain's owner is verified. In some tokens it is a number or a text. */
function isVerified({ email_verified, xms_edov }: CompanyClaims): boolean {
  return email_verified === true || (email_verified === undefined && /^(?:true|1)$/.test(String(xms_edov)));
}

/** Links an account and ends the operator's sessions. False if another call has linked it or the operator to something else in the meantime. */
async function link(ctx: Ctx, operator: Operator, account: CompanyAccount): Promise<boolean> {
  return db().transaction(async (tx) => {
    if (await insertCompanyAccount(operator.id, account, tx)) {
      // An operator can enter any address in their profile. Whoever did so before its owner came is signed out.
      await deleteSessions(operator.id, {}, tx);
      await record(ctx, "operator.company_account_linked", { operatorId: operator.id, ...account }, tx);
      return true;
    }
    return (await findOperatorByAccount(account, tx))?.id === operator.id;
  });
}
