import { mintToken } from "@/lib/access";
import type { User } from "@/lib/users";
import { type ClaimsSource, type RequestedClaims, valuesOfClaims } from "./requested-claims";
import { type IssuerPath, issuerAt, tokenProfileOf } from "./token-profiles";

export interface MintIdToken extends ClaimsSource {
  path: IssuerPath;
  lifetimeSeconds: number;
  /** About the sign-in, such as `nonce` and `amr`. */
  claims?: Record<string, unknown>;
  requested?: RequestedClaims;
}

/** Tells a client who has signed in (OpenID Connect Core §2). */
export function mintIdToken({
  path,
  lifetimeSeconds,
  claims,
  requested = {},
  ...source
}: MintIdToken): Promise<string> {
  const { user, client, project } = source;
  const profile = tokenProfileOf(path, null);
  return mintToken({
    issuer: issuerAt(path),
    subject: profile.subject(user.id),
    audience: client,
    lifetimeSeconds,
    claims: {
      ...valuesOfClaims(requested, source),
      ...claims,
      ...profileClaims(user),
      ...profile.idClaims(project),
    },
  });
}

/** A user's addresses and numbers (OpenID Connect Core §5.1). The lists are Transmit's claims. */
export function profileClaims({ identifiers }: User) {
  const emails = identifiers.filter(({ type }) => type === "email");
  const phones = identifiers.filter(({ type }) => type === "phone");
  const email = emails.find(({ isPrimary }) => isPrimary);
  const phone = phones.find(({ isPrimary }) => isPrimary);
  return {
    ...(email && { email: email.value, email_verified: email.verifiedAt !== null }),
    ...(phone && { phone_number: phone.value, phone_number_verified: phone.verifiedAt !== null }),
    secondary_emails: emails
      .filter(({ isPrimary }) => !isPrimary)
      .map(({ value, verifiedAt }) => ({ value, email_verified: verifiedAt !== null })),
    secondary_phone_numbers: phones
      .filter(({ isPrimary }) => !isPrimary)
      .map(({ value, verifiedAt }) => ({ value, phone_number_verified: verifiedAt !== null })),
  };
}
