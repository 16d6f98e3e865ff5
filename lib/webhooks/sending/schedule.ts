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

/** The longest wait that an endpoint can ask for, in seconds. */
const longestAsked = hour;

/**
 * Seconds until the next attempt; null to give up. `failed` is the number of attempts so far. `asked` is the endpoint's
 * `Retry-After` in seconds: it makes the wait longer, up to an hour, never shorter. `random` is in [0, 1), for ±10 % of jitter, so
 * that messages that failed together are not sent together.
 */
export function nextWait(failed: number, asked: number | null, random: number): number | null {
  const planned = schedule[failed - 1];
  if (planned === undefined) return null;
  const least = Math.min(asked ?? 0, longestAsked);
  return Math.max(planned * (0.9 + 0.2 * random), least * (1 + 0.2 * random));
}
