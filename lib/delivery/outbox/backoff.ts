/** Waits between rounds, in seconds: soon at first, because a person is waiting; then the server needs rest. */
const schedule = [5, 15, 60, 180, 600];
/** After so many tries another would be no better. */
const mostTries = 20;
/** A code that arrives with less of its life left, in seconds, is of no use. */
const leastLife = 20;

/**
 * How long to wait before the next try, in seconds; null to give up. Never waits longer than half of what is left of the
 * challenge's life, so that a short one is tried more than once. `random` is in [0, 1): a fifth of jitter either way, so
 * that messages which failed together do not come back together.
 */
export function nextWait(tryCount: number, lifeSeconds: number, random: number): number | null {
  const usable = lifeSeconds - leastLife;
  if (tryCount >= mostTries || usable < 2) return null;
  const planned = schedule[Math.min(tryCount, schedule.length) - 1] ?? schedule[0]!;
  return Math.min(planned * (0.8 + 0.4 * random), usable / 2);
}
