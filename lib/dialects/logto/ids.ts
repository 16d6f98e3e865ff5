/*
 * Ids as the vendor writes them: verification records are 21 characters of base 36 (`toShortId` of lib/id), users and
 * connectors 12, derived from their random number.
 */

/** A user's or connector's number in 12 characters. */
export function showNumber(number: bigint): string {
  return number.toString(36).padStart(12, "0");
}

/** The number of a 12-character id. Null if it is malformed. */
export function readNumber(text: string): bigint | null {
  if (!/^[0-9a-z]{12}$/.test(text)) return null;
  return [...text].reduce((value, digit) => value * 36n + BigInt(Number.parseInt(digit, 36)), 0n);
}
