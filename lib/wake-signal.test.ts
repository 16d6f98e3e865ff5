import { expect, test } from "vitest";
import { WakeSignal } from "./wake-signal";

test("wake() ends the sleep", async () => {
  const signal = new WakeSignal();
  const sleep = signal.sleep(60_000);
  signal.wake();
  await sleep;
});

test("wake() before the sleep is not lost", async () => {
  const signal = new WakeSignal();
  signal.wake();
  await signal.sleep(60_000);
});

test("one wake() ends one sleep", async () => {
  const signal = new WakeSignal();
  signal.wake();
  await signal.sleep(60_000);
  const startedAt = performance.now();
  await signal.sleep(50);
  expect(performance.now() - startedAt).toBeGreaterThan(40);
});
