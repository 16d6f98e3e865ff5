import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "@playwright/test";

const serve = join(import.meta.dirname, "..", "scripts", "serve.mjs");

/** Starts another server process beside the tested one, and waits until it gives up. */
async function serveWith(settings: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [serve], { env: { ...process.env, PORT: "1", ...settings } });
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  return new Promise((resolve) => child.once("exit", (code) => resolve({ code, said })));
}

test("a server refuses to start with secrets that the database was not used with, and says so once", async () => {
  const { code, said } = await serveWith({ COUNTERSIGN_SECRETS: "x".repeat(40) });
  expect(code).toBe(1);
  expect(said.match(/COUNTERSIGN_SECRETS is not what this database was used with/g)).toHaveLength(1);
  expect(said).not.toMatch(/^ +at /m);
});

test("a server refuses to start without its database, and says why", async () => {
  const { code, said } = await serveWith({
    COUNTERSIGN_SECRETS: "x".repeat(40),
    DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
  });
  expect(code).toBe(1);
  expect(said).toContain("ECONNREFUSED");
  expect(said).not.toMatch(/^ +at /m);
});
