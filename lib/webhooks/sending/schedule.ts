import { hour, minute } from "@/lib/time";

/** Waits between attempts, in seconds: the schedule that Standard Webhooks recommends. Together a little more than three days. */
const schedule = [
  5,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
] as const;

/**
 * Seconds until the next attempt; null to give up. `failed` is the number of attempts so far. `random` is in [0, 1), for ±10 %
 * of jitter, so that messages that failed together are not sent together.
 */
export function nextWait(failed: number, random: number): number | null {
  const planned = schedule[failed - 1];
  return planned === undefined ? null : planned * (0.9 + 0.2 * random);
}
