import type { Event } from "@/lib/events";

interface Counted {
  attempt: number;
  maxAttempts: number;
  isExpired: boolean;
  isBudgetSpent: boolean;
}

/**
 * The outcome of an attempt. The event is written when the attempt is counted, before the code is compared, so the outcome
 * follows from later events. Null for other events.
 */
export function explainAttempt(event: Event, all: readonly Event[]): string | null {
  if (event.type !== "verification.attempted") return null;
  const { attempt, maxAttempts, isExpired, isBudgetSpent } = event.data as unknown as Counted;
  const tried = `Attempt ${attempt} of ${maxAttempts}`;
  if (attempt > maxAttempts) return "A code was tried and refused: no attempts were left.";
  const proof = all.find(
    ({ type, data }) => isRight.has(type) && data.method === "code" && data.attempt === attempt,
  );
  if (proof) return `${tried}: the code matched.`;
  if (isExpired) return `${tried} came after the code had expired.`;
  if (isBudgetSpent) {
    return `${tried} was not weighed: too many wrong codes had been tried for this recipient. The link in the message still worked.`;
  }
  const left = maxAttempts - attempt;
  if (left === 0) return `${tried}: the code did not match, and that was the last attempt.`;
  return `${tried}: the code did not match; ${left === 1 ? "1 attempt was" : `${left} attempts were`} left.`;
}

/** The events that follow a correct code. */
const isRight = new Set(["verification.verified", "verification.identifier_taken"]);
