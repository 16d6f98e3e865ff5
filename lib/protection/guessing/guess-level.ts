/**
 * How hard a project's codes are being guessed, over all recipients: a guess at each of many accounts stays below every limit
 * of a single one. `elevated` and `high` make new codes longer.
 */
export type GuessLevel = "normal" | "elevated" | "high";

/** The window in which answers are counted. */
export const windowMinutes = 10;

/** Digits that a new code has at least. A digit more makes a guess succeed a tenth as often. */
export const leastDigits: Record<GuessLevel, number> = { normal: 0, elevated: 7, high: 8 };

/** Wrong codes in the window from which a level starts. Fewer are noise. */
const starts = { elevated: 50, high: 500 };

/**
 * The level of a project. People mistype: about one code in ten is wrong. Where most answers are wrong, somebody is guessing.
 */
export function guessLevelOf({ wrong, correct }: { wrong: number; correct: number }): GuessLevel {
  if (wrong < 2 * correct) return "normal";
  if (wrong >= starts.high) return "high";
  return wrong >= starts.elevated ? "elevated" : "normal";
}
