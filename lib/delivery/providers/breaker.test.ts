import { expect, test } from "vitest";
import { Breaker } from "./breaker";

test("a provider that does not answer three times is paused for ten seconds", () => {
  let now = 0;
  const breaker = new Breaker(() => now);
  breaker.failed("a");
  breaker.failed("a");
  expect(breaker.isPaused("a")).toBe(false);
  breaker.failed("a");
  expect(breaker.isPaused("a")).toBe(true);
  expect(breaker.isPaused("b")).toBe(false);
  now = 10_001;
  expect(breaker.isPaused("a")).toBe(false);
  breaker.failed("a");
  expect(breaker.isPaused("a")).toBe(true);
});

test("a response resets the failures", () => {
  const breaker = new Breaker();
  breaker.failed("a");
  breaker.failed("a");
  breaker.succeeded("a");
  breaker.failed("a");
  expect(breaker.isPaused("a")).toBe(false);
});

test("a provider that asks for a pause gets it, at most ten minutes", () => {
  let now = 0;
  const breaker = new Breaker(() => now);
  expect(breaker.pause("a", 30)).toEqual({ failures: 1, pauseMs: 30_000 });
  expect(breaker.isPaused("a")).toBe(true);
  now = 30_001;
  expect(breaker.isPaused("a")).toBe(false);
  expect(breaker.pause("a", 86_400).pauseMs).toBe(600_000);
});
