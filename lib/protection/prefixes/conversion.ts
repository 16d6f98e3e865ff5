import { assumedConversion, leastChance, leastJudged, leastPast } from "./thresholds";

/** Messages, and how many of them led to a verification. */
export interface Conversion {
  sent: number;
  verified: number;
}

/**
 * Whether so few messages led to a verification that it is no coincidence: there are enough of them, the conversion is less than
 * a part of what it was, and chance alone would almost never do that.
 */
export function hasCollapsed({ sent, verified }: Conversion, past: number, part: number): boolean {
  if (sent < leastJudged || verified >= sent * past * part) return false;
  return chanceOfAtMost(verified, sent, past) < leastChance;
}

/** The conversion to compare with: the prefix's own past, or else the project's. */
export function pastConversion(own: Conversion, project: Conversion): number {
  const trusted = [own, project].find(({ verified }) => verified >= leastPast);
  return trusted ? Math.min(trusted.verified / trusted.sent, 0.99) : assumedConversion;
}

/** The binomial distribution: how likely at most `successes` of `tries` are. */
function chanceOfAtMost(successes: number, tries: number, probability: number): number {
  let term = (1 - probability) ** tries;
  let sum = term;
  for (let k = 1; k <= successes; k++) {
    term *= ((tries - k + 1) / k) * (probability / (1 - probability));
    sum += term;
  }
  return sum;
}
