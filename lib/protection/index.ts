export { pauseReasons, prefixKinds } from "@/drizzle/schema";
export { type Assessment, assess } from "./assess";
export { type GuessLevel, leastDigits, windowMinutes as guessWindowMinutes } from "./guessing/guess-level";
export { blockedGuesser, countGuess, flushGuesses, guessLevel } from "./guessing/guesses";
export type { MessageLimit } from "./message-limits";
export {
  listPrefixes,
  type PausePrefixRefusal,
  pausePrefix,
  type ReopenPrefixRefusal,
  reopenPrefix,
} from "./prefixes/change-prefix";
export type { PrefixFilter, PrefixWithNumbers } from "./prefixes/repository";
export { startPrefixWatch, watchPrefixes } from "./prefixes/watch-prefixes";
export { type FindingOutcome, recordFinding } from "./record-finding";
export { countRefusal, flushRefusals } from "./refusal-counts/refusal-counts";
export { type Finding, type ProtectionRule, protectionRules } from "./rules";
export type { Subject } from "./subject";
export { findingOfVolume, type Volume } from "./volumes";
