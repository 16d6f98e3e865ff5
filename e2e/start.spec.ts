import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "@playwright/test";

const serve = join(import.meta.dirname, "..", "scripts", "serve.mjs");

/** Starts a second server process and waits for it to exit. */
async function serveWith(settings: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [serve], { env: { ...process.env, PORT: "1", ...settings } });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  return new Promise((resolve) => child.once("exit", (code) => resolve({ code, output })));
}

test("a server refuses to start with secrets that do not match the database, and reports it once", async () => {
  const { code, output } = await serveWith({ COUNTERSIGN_SECRETS: "x".repeat(40) });
  expect(code).toBe(1);
  expect(output.match(/COUNTERSIGN_SECRETS is not what this database was used with/g)).toHaveLength(1);
  expect(output).not.toMatch(/^ +at /m);
});

test("a server refuses to start without its database, and reports why", async () => {
  const { code, output } = await serveWith({
    COUNTERSIGN_SECRETS: "x".repeat(40),
    DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
  });
  expect(code).toBe(1);
  expect(output).toContain("ECONNREFUSED");
  expect(output).not.toMatch(/^ +at /m);
});
