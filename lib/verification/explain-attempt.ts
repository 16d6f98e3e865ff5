import type { Event } from "@/lib/events";
import { apiLanguage, type ConsoleLocale, explainer } from "@/lib/i18n";

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
export function explainAttempt(
  event: Event,
  all: readonly Event[],
  language: ConsoleLocale = apiLanguage,
): string | null {
  if (event.type !== "verification.attempted") return null;
  const t = explainer(language);
  const { attempt, maxAttempts, isExpired, isBudgetSpent } = event.data as unknown as Counted;
  const tried = { attempt, maxAttempts };
  if (attempt > maxAttempts) return t("attempt.refused");
  const proof = all.find(
    ({ type, data }) => isRight.has(type) && data.method === "code" && data.attempt === attempt,
  );
  if (proof) return t("attempt.correct", tried);
  if (isExpired) return t("attempt.expired", tried);
  if (isBudgetSpent) return t("attempt.unchecked", tried);
  const left = maxAttempts - attempt;
  return left === 0 ? t("attempt.last", tried) : t("attempt.wrong", { ...tried, left });
}

/** The events that follow a correct code. */
const isRight = new Set(["verification.verified", "verification.identifier_taken"]);
