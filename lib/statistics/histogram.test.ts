import { expect, it } from "vitest";
import { addHistograms, percentile, secondsBounds } from "./histogram";

const counting = (seconds: number[]) => {
  const counts = Array<number>(secondsBounds.length + 1).fill(0);
  for (const one of seconds) {
    const at = secondsBounds.findIndex((bound) => one < bound);
    counts[at < 0 ? secondsBounds.length : at]!++;
  }
  return counts;
};

it("finds percentiles within the width of a step", () => {
  const seconds = Array.from({ length: 1000 }, (_, i) => i / 10);
  const counts = counting(seconds);
  expect(percentile(counts, 0.5)).toBeGreaterThan(45);
  expect(percentile(counts, 0.5)).toBeLessThan(55);
  expect(percentile(counts, 0.95)).toBeGreaterThan(90);
  expect(percentile(counts, 0.95)).toBeLessThan(120);
});

it("knows nothing of nothing, and bounds what is longer than the last step", () => {
  expect(percentile(counting([]), 0.5)).toBeNull();
  expect(percentile(counting([1e6]), 0.5)).toBe(86_400);
});

it("adds", () => {
  const both = addHistograms([counting([1, 2]), counting([2, 3])]);
  expect(both).toEqual(counting([1, 2, 2, 3]));
});
