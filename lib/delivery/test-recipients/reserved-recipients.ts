/** What happens to a message to a test recipient. */
export const testOutcomes = ["delivered", "late", "twice", "bounced", "refused", "never"] as const;
export type TestOutcome = (typeof testOutcomes)[number];

/** The domains of RFC 2606 §3, which nobody can receive mail at. */
const address = new RegExp(`\\+(${testOutcomes.join("|")})@example\\.(?:com|net|org)$`, "i");

/**
 * 555-0100 to 555-0199 belong to nobody, in every area code (NANPA's 555 guidelines). Toll-free codes are not area codes. The
 * last digit is the outcome's number, from 1.
 */
const phone = /^\+1(?!8(?:00|22|33|44|55|66|77|88))[2-9]\d{2}555010([1-6])$/;

/** The outcome in a reserved address, as in `jane+bounced@example.com`, or number. Null: it is not reserved. */
export function reservedOutcomeOf(recipient: string): TestOutcome | null {
  const named = address.exec(recipient)?.[1]?.toLowerCase() as TestOutcome | undefined;
  const numbered = phone.exec(recipient)?.[1];
  return named ?? (numbered ? testOutcomes[Number(numbered) - 1]! : null);
}
