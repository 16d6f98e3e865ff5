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
  if (attempt > maxAttempts) return "Refused: no attempts were left.";
  const proof = all.find(
    ({ type, data }) => isRight.has(type) && data.method === "code" && data.attempt === attempt,
  );
  if (proof) return `${tried}: correct code.`;
  if (isExpired) return `${tried}: the code had expired.`;
  if (isBudgetSpent) {
    return `${tried}: not checked, because of too many wrong codes for this recipient. The link in the message still works.`;
  }
  const left = maxAttempts - attempt;
  if (left === 0) return `${tried}: wrong code, no attempts left.`;
  return `${tried}: wrong code, ${left === 1 ? "1 attempt" : `${left} attempts`} left.`;
}

/** The events that follow a correct code. */
const isRight = new Set(["verification.verified", "verification.identifier_taken"]);
