import path from "node:path";
import { afterEach, expect, test, vi } from "vitest";

const { processCount, shutdownDelaySeconds } = await import(path.join(import.meta.dirname, "settings.mjs"));

afterEach(() => vi.unstubAllEnvs());

test("the number of processes comes from the option, else from PROCESSES, else it is one", () => {
  vi.stubEnv("PROCESSES", "");
  expect(processCount()).toBe(1);
  vi.stubEnv("PROCESSES", "4");
  expect(processCount()).toBe(4);
  expect(processCount("2")).toBe(2);
  expect(processCount("auto")).toBeGreaterThan(0);
});

test.each(["0", "65", "1.5", "-1", "1e1", "two", ""])("%j is no number of processes", (given) => {
  expect(() => processCount(given)).toThrow(`must be from 1 to 64, or auto, not "${given}"`);
});

test("a server stops at once, or after up to a minute", () => {
  vi.stubEnv("SHUTDOWN_DELAY_SECONDS", "");
  expect(shutdownDelaySeconds()).toBe(0);
  vi.stubEnv("SHUTDOWN_DELAY_SECONDS", "60");
  expect(shutdownDelaySeconds()).toBe(60);
});

test.each(["61", "-1", "0.5", "soon"])("%j is no shutdown delay", (given) => {
  vi.stubEnv("SHUTDOWN_DELAY_SECONDS", given);
  expect(() => shutdownDelaySeconds()).toThrow(`must be a number from 0 to 60, not "${given}"`);
});
