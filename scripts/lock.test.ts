import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const module = path.join(import.meta.dirname, "lock.mjs");
const { takeLock } = await import(module);
const { note } = await import(path.join(import.meta.dirname, "processes.mjs"));

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "countersign-lock-"));
  file = path.join(folder, "some.lock");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A lock file whose holder is dead: its process has ended. */
function leaveBehind(content: object): void {
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  writeFileSync(file, JSON.stringify({ pid, birth: "1", ...content }));
}

/** A process that tries to take the lock, says how that went, and keeps it for a while. */
function contender(): Promise<string> {
  const code = `const { takeLock } = await import(process.argv[1]);
    const { holder } = await takeLock(process.argv[2]);
    console.log(holder ? "refused" : "taken");
    setTimeout(() => {}, holder ? 0 : 3000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code, module, file]);
  return new Promise((resolve) => child.stdout.once("data", (said) => resolve(String(said).trim())));
}

test.each(["nobody", "a dead process"])("of many at once, one takes a lock held by %s", async (holder) => {
  if (holder !== "nobody") leaveBehind({});
  const outcomes = await Promise.all(Array.from({ length: 6 }, contender));
  expect(outcomes.filter((outcome) => outcome === "taken")).toHaveLength(1);
});

test("what a dead holder noted is handed to the next one", async () => {
  leaveBehind({ server: { pid: 7 } });
  const lock = await takeLock(file);
  expect(lock.previous.server).toEqual({ pid: 7 });
  lock.release();
});

test("a process with the number of a dead holder is not taken for it", async () => {
  writeFileSync(file, JSON.stringify({ ...note(process.ppid), birth: "another time" }));
  const lock = await takeLock(file);
  expect(lock.holder).toBeUndefined();
  lock.release();
});
