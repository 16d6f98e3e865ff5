import { expect, test } from "vitest";
import { median, percentile, span } from "./statistics";

test("the median is in the middle, or between the two that are", () => {
  expect(median([30, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 30])).toBe(3);
  expect(median([])).toBeNaN();
});

test("a percentile is one of the values: the smallest that so many do not exceed", () => {
  const hundred = Array.from({ length: 100 }, (_, at) => at + 1);
  expect(percentile(hundred, 0.5)).toBe(50);
  expect(percentile(hundred, 0.99)).toBe(99);
  expect(percentile([7], 0.99)).toBe(7);
  expect(percentile([], 0.5)).toBeNaN();
});

test("the span is lowest and highest", () => {
  expect(span([2, 1, 3])).toEqual([1, 3]);
});
