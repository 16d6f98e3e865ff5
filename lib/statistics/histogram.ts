/** The upper bounds of the durations that are counted, in seconds. Longer ones are counted last. */
export const secondsBounds = [
  0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 3, 5, 8, 12, 20, 30, 45, 60, 90, 120, 180, 300, 450, 600, 900, 1800,
  3600, 14_400, 86_400,
] as const;

/**
 * The duration, in seconds, that this share of the counted ones didn't exceed: exact to the width of a step, about a third of
 * the value. Null if nothing was counted.
 */
export function percentile(counts: readonly number[], share: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let below = 0;
  for (const [at, count] of counts.entries()) {
    if (count > 0 && below + count >= share * total) {
      const from = at === 0 ? 0 : secondsBounds[at - 1]!;
      const to = secondsBounds[at] ?? from;
      return from + (to - from) * ((share * total - below) / count);
    }
    below += count;
  }
  return secondsBounds.at(-1)!;
}

/** The sums of several histograms. */
export function addHistograms(all: readonly (readonly number[])[]): number[] {
  return Array.from({ length: secondsBounds.length + 1 }, (_, at) =>
    all.reduce((sum, counts) => sum + (counts[at] ?? 0), 0),
  );
}
