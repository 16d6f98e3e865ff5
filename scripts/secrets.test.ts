import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const { ensureSecrets } = await import(path.join(import.meta.dirname, "secrets.mjs"));

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "countersign-secrets-"));
  vi.stubEnv("COUNTERSIGN_SECRETS", "");
  vi.stubEnv("DATABASE_URL", "");
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dataDir, { recursive: true });
});

test("secrets are made once, for their owner's eyes only, and then kept", () => {
  const made = ensureSecrets(dataDir);
  expect(Buffer.from(made, "base64url")).toHaveLength(32);
  expect(statSync(path.join(dataDir, "secrets")).mode & 0o777).toBe(0o600);
  expect(ensureSecrets(dataDir)).toBe(made);
});

test("with a database of its owner's, secrets must be given: another process would not find a file of ours", () => {
  vi.stubEnv("DATABASE_URL", "postgres://somewhere/else");
  expect(() => ensureSecrets(dataDir)).toThrow("COUNTERSIGN_SECRETS is required");
  vi.stubEnv("COUNTERSIGN_SECRETS", "given");
  expect(ensureSecrets(dataDir)).toBe("given");
});
