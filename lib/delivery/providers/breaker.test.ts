import { expect, test } from "vitest";
import { Breaker } from "./breaker";

test("a provider that does not answer three times is left alone for ten seconds", () => {
  let now = 0;
  const breaker = new Breaker(() => now);
  breaker.failed("a");
  breaker.failed("a");
  expect(breaker.isResting("a")).toBe(false);
  breaker.failed("a");
  expect(breaker.isResting("a")).toBe(true);
  expect(breaker.isResting("b")).toBe(false);
  now = 10_001;
  expect(breaker.isResting("a")).toBe(false);
  breaker.failed("a");
  expect(breaker.isResting("a")).toBe(true);
});

test("an answer makes up for what was before", () => {
  const breaker = new Breaker();
  breaker.failed("a");
  breaker.failed("a");
  breaker.answered("a");
  breaker.failed("a");
  expect(breaker.isResting("a")).toBe(false);
});
