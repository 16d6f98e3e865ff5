/** Waits between tries, in seconds: short at first because a person is waiting, then longer to relieve the server. */
const schedule = [5, 15, 60, 180, 600];
/** The maximum number of tries. */
const mostTries = 20;
/** The minimum useful lifetime of a code at arrival, in seconds. */
const leastLife = 20;

/**
 * Seconds to wait before the next try; null to give up. At most half of the challenge's remaining lifetime, so that a short
 * one is tried more than once. `random` is in [0, 1), for ±20 % of jitter, so
 * that messages that failed together are not retried together.
 */
export function nextWait(tryCount: number, lifeSeconds: number, random: number): number | null {
  const usable = lifeSeconds - leastLife;
  if (tryCount >= mostTries || usable < 2) return null;
  const planned = schedule[Math.min(tryCount, schedule.length) - 1] ?? schedule[0]!;
  return Math.min(planned * (0.8 + 0.4 * random), usable / 2);
}
