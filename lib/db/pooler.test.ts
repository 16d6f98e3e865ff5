import { afterEach, expect, it, vi } from "vitest";
import { useTestDatabase } from "./testing";

useTestDatabase();

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

/** The environment is parsed once, so each case loads the module anew. */
async function detected(variables: Record<string, string> = {}) {
  vi.resetModules();
  vi.stubEnv("DATABASE_PREPARED_STATEMENTS", undefined);
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const { detectPooling } = await import("./pooler");
  return detectPooling();
}

const isBehindPooler = Boolean(process.env.TEST_POOLER_URL);

it("is detected, and decides whether statements are prepared", async () => {
  expect(await detected()).toEqual({ isPooled: isBehindPooler, prepares: !isBehindPooler });
});

it("can also be declared in the environment", async () => {
  const url = process.env.DATABASE_URL!;
  expect(await detected({ DIRECT_DATABASE_URL: `${url}_direct` })).toEqual({
    isPooled: true,
    prepares: false,
  });
  expect(await detected({ DIRECT_DATABASE_URL: url })).toMatchObject({ isPooled: isBehindPooler });
  expect(await detected({ DATABASE_PREPARED_STATEMENTS: "off" })).toEqual({
    isPooled: true,
    prepares: false,
  });
});

it("that keeps prepared statements for its clients gets them", async () => {
  const pooling = await detected({ DATABASE_PREPARED_STATEMENTS: "on" });
  expect(pooling).toEqual({ isPooled: isBehindPooler, prepares: true });
});
