import { asciiDomain } from "@/lib/domain-name";
import { env } from "@/lib/env";

/** How operators sign in by their company's OpenID Connect provider. */
export interface CompanySignIn {
  /** Shown on the button. */
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** In ASCII and lower case. Subdomains are not included. */
  domains: readonly string[];
  /** Whether operators of these domains cannot sign in by mail. */
  isRequired: boolean;
}

/** Null unless it is set up. */
export function companySignIn(): CompanySignIn | null {
  const {
    OPERATOR_OIDC_ISSUER: issuer,
    OPERATOR_OIDC_CLIENT_ID: clientId,
    OPERATOR_OIDC_CLIENT_SECRET: clientSecret,
    OPERATOR_OIDC_DOMAINS: domains,
    OPERATOR_OIDC_NAME: name,
  } = env;
  if (!issuer || !clientId || !clientSecret || !domains || !name) return null;
  return { name, issuer, clientId, clientSecret, domains, isRequired: env.OPERATOR_OIDC_REQUIRED === "on" };
}

/** Where the provider publishes its metadata (OpenID Connect Discovery 1.0 §4). */
export function discoveryUrlOf(issuer: string): string {
  return `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
}

/**
 * An address whose domain is in the list, with the domain in ASCII; otherwise null. Operators' addresses are ASCII, so that a
 * letter that only resembles theirs, or is folded into it, never matches.
 */
export function companyAddress({ domains }: Pick<CompanySignIn, "domains">, email: string): string | null {
  const [, local, domain = ""] = /^([!-?A-~]+)@([^@]+)$/.exec(email.trim()) ?? [];
  const ascii = asciiDomain(domain);
  return local && ascii && domains.includes(ascii) ? `${local}@${ascii}` : null;
}

/** Whether codes and links sent to this address do not sign in, because its domain must use the company's sign-in. */
export function mustUseCompany(email: string): boolean {
  const company = companySignIn();
  return company?.isRequired === true && companyAddress(company, email) !== null;
}
