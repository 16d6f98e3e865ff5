import path from "node:path";
import { afterEach, expect, test, vi } from "vitest";

const { processCount } = await import(path.join(import.meta.dirname, "settings.mjs"));

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
