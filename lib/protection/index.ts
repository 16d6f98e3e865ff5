export { pauseReasons, prefixKinds } from "@/drizzle/schema";
export { type Assessment, assess } from "./assess";
export type { ChallengeAnswer, ShownChallenge } from "./challenges/challenge";
export { sealChallengeSecret } from "./challenges/challenge-secret";
export { type ChallengeRefusal, passChallenge } from "./challenges/pass-challenge";
export { showChallenge } from "./challenges/show-challenge";
export { type WidgetPage, widgetPage } from "./challenges/widget-page";
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
export { pauseOfNumber } from "./prefixes/pause-of-number";
export type { PrefixFilter, PrefixWithNumbers } from "./prefixes/repository";
export { startPrefixWatch, watchPrefixes } from "./prefixes/watch-prefixes";
export { type CountryPrices, type PricedChannel, pricedChannels, priceOf, pricesOf } from "./prices/prices";
export { type FindingOutcome, recordFinding } from "./record-finding";
export { recordReachedLimit } from "./record-reached-limit";
export { countRefusal, flushRefusals } from "./refusal-counts/refusal-counts";
export { countPageSend, countPageWrongCode } from "./risk/counts";
export type { PageAction } from "./risk/risk-of";
export { type Finding, openRules, ownLimits, type ProtectionRule, protectionRules } from "./rules";
export { spendCapOf } from "./spending/spend-cap";
export { type Spending, spendingOf } from "./spending/spending";
export { warnOfSpending } from "./spending/warn-of-spending";
export type { Subject } from "./subject";
export { findingOfVolume, type Volume, volumesOf } from "./volumes";
