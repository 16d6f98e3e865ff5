import { fromDecimalId, toDecimalId } from "@/lib/id";

/*
 * Vendor ids are a prefix and a decimal number. Those of the directory are our rows' 19-digit numbers; those of challenges,
 * links and codes are the verification's own id in decimal. They exceed 2⁵³: never a JavaScript number.
 */

type NumberPrefix = "pro" | "usr" | "ide" | "soc";
type VerificationPrefix = "cha" | "eml" | "emc" | "sms";

const largest = 2n ** 63n - 1n;

export function showNumber(prefix: NumberPrefix, number: bigint): string {
  return `${prefix}-${number}`;
}

/** The number behind an id, or null if it cannot be anybody's: test suites ask for `non-existent-id`, too. */
export function readNumber(prefix: NumberPrefix, id: string): bigint | null {
  return id.startsWith(`${prefix}-`) ? readDigits(id.slice(prefix.length + 1)) : null;
}

/** Filters name users by the bare number (every SDK cuts the prefix off); the whole id is understood too. */
export function readLooseNumber(prefix: NumberPrefix, id: string): bigint | null {
  return readNumber(prefix, id) ?? readDigits(id);
}

function readDigits(digits: string): bigint | null {
  if (!/^(0|[1-9]\d{0,18})$/.test(digits)) return null;
  const number = BigInt(digits);
  return number <= largest ? number : null;
}

export function showVerification(prefix: VerificationPrefix, uuid: string): string {
  return `${prefix}-${toDecimalId(uuid)}`;
}

/** The verification behind an id, or null if it is none of ours. */
export function readVerification(prefix: VerificationPrefix, id: string): string | null {
  return id.startsWith(`${prefix}-`) ? fromDecimalId(id.slice(prefix.length + 1)) : null;
}
