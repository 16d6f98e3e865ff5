import { expect, it } from "vitest";
import { RecentCounts } from "./recent-counts";

it("counts a window and the part of the last one that is not over yet", () => {
  let now = 0;
  const counts = new RecentCounts(1000, 10, () => now);
  for (let i = 0; i < 8; i++) counts.add("a");
  expect([counts.of("a"), counts.of("b")]).toEqual([8, 0]);
  now = 1000;
  expect(counts.of("a")).toBe(8);
  now = 1500;
  counts.add("a");
  expect(counts.of("a")).toBe(5);
  now = 2500;
  expect(counts.of("a")).toBe(0);
});

it("forgets the keys that were counted longest ago", () => {
  const counts = new RecentCounts(1000, 2);
  for (const key of ["a", "b", "c"]) counts.add(key);
  expect(["a", "b", "c"].map((key) => counts.of(key))).toEqual([0, 1, 1]);
});
