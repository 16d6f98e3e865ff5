import { expect, test } from "vitest";
import { WakeSignal } from "./wake-signal";

test("a ring ends the nap", async () => {
  const alarm = new WakeSignal();
  const nap = alarm.sleep(60_000);
  alarm.ring();
  await nap;
});

test("a ring that comes before the nap is not lost", async () => {
  const alarm = new WakeSignal();
  alarm.ring();
  await alarm.sleep(60_000);
});

test("one ring ends one nap", async () => {
  const alarm = new WakeSignal();
  alarm.ring();
  await alarm.sleep(60_000);
  const startedAt = performance.now();
  await alarm.sleep(50);
  expect(performance.now() - startedAt).toBeGreaterThan(40);
});
