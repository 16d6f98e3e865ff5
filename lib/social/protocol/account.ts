import { AnswerInvalid } from "./failure";
import type { ProvenAccount } from "./identity-provider";

interface GivenAccount {
  issuer: string;
  subject: unknown;
  profile: ProvenAccount["profile"];
  claims: Record<string, unknown>;
}

/** OpenID Connect Core §2 allows 255 characters. */
const longestSubject = 255;
/** Larger raw claims are not stored. */
const longestClaims = 16 * 1024;
/** Claims that bind an ID token to its authorization request, and do not describe the account. */
const protocolMembers = ["nonce", "at_hash", "c_hash", "s_hash", "sid", "jti"];

/** An account in a form that PostgreSQL can store and a page can show, whatever the provider sends. */
export function accountOf({ issuer, subject, profile, claims }: GivenAccount): ProvenAccount {
  const name = typeof subject === "number" ? String(subject) : subject;
  if (typeof name !== "string" || name === "" || name.length > longestSubject || /\p{Cc}/u.test(name))
    throw new AnswerInvalid("The provider's account has no usable subject");
  const kept = clean(claims) as Record<string, unknown>;
  for (const member of protocolMembers) delete kept[member];
  const isSmall = JSON.stringify(kept).length <= longestClaims;
  return { issuer, subject: name, profile, claims: isSmall ? kept : {} };
}

/** jsonb cannot store NUL or lone surrogates. */
function clean(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return wellFormed(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth > 8) return null;
  if (Array.isArray(value)) return value.map((one) => clean(one, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [wellFormed(name), clean(one, depth + 1)]),
  );
}

function wellFormed(text: string): string {
  return Buffer.from(text.replaceAll("\0", "")).toString();
}
