import { fromDecimalId, toDecimalId } from "@/lib/id";

/*
 * The vendor's ids are a prefix and a decimal number. Projects, users, identifiers and social accounts use the 19-digit
 * number of their row; challenges, links and codes the verification's id in decimal. Both exceed 2⁵³, so they are never
 * a JavaScript number.
 */

/** `eml` and `phn` are v1's ids of a user's addresses and numbers. Its email links are `eml` as well. */
type NumberPrefix = "pro" | "usr" | "ide" | "soc" | "eml" | "phn";
type VerificationPrefix = "cha" | "eml" | "emc" | "sms";

/** The largest `bigint` of PostgreSQL. */
const largest = 2n ** 63n - 1n;

export function formatId(prefix: NumberPrefix, number: bigint): string {
  return `${prefix}-${number}`;
}

/** Null for text that is not an id: the vendor's own tests look up `non-existent-id`. */
export function parseId(prefix: NumberPrefix, id: string): bigint | null {
  return id.startsWith(`${prefix}-`) ? parseDigits(id.slice(prefix.length + 1)) : null;
}

/** For filters: every SDK removes the prefix, but the whole id is accepted, too. */
export function parseIdOrDigits(prefix: NumberPrefix, id: string): bigint | null {
  return parseId(prefix, id) ?? parseDigits(id);
}

function parseDigits(digits: string): bigint | null {
  if (!/^(0|[1-9]\d{0,18})$/.test(digits)) return null;
  const number = BigInt(digits);
  return number <= largest ? number : null;
}

export function formatVerificationId(prefix: VerificationPrefix, uuid: string): string {
  return `${prefix}-${toDecimalId(uuid)}`;
}

/** The verification's id, or null for text that is not one. */
export function parseVerificationId(prefix: VerificationPrefix, id: string): string | null {
  return id.startsWith(`${prefix}-`) ? fromDecimalId(id.slice(prefix.length + 1)) : null;
}
