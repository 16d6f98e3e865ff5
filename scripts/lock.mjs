import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { isStill, note } from "./processes.mjs";

/**
 * A file that one running process holds at a time. The holder can write notes to it, such as which server it started. If it
 * dies without releasing the file, the next holder receives the notes as `previous`.
 *
 * Returns `{ holder }` if another process holds it, otherwise `{ previous, write, release }`.
 */
export async function takeLock(file) {
  const mine = `${file}.${process.pid}`;
  const write = (content) => {
    writeFileSync(mine, `${JSON.stringify({ ...note(process.pid), ...content })}\n`, { mode: 0o600 });
  };
  mkdirSync(path.dirname(file), { recursive: true });
  const previous = read(file);
  if (isStill(previous)) return { holder: previous };

  write({});
  if (previous) rmSync(file, { force: true });
  try {
    // Creating a link is atomic and never replaces an existing file.
    linkSync(mine, file);
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  } finally {
    rmSync(mine, { force: true });
  }
  // Two processes that found the same dead holder may have removed each other's file, so check again after both are done.
  if (previous) await wait(100);
  const holder = read(file);
  if (holder?.pid !== process.pid) return { holder: holder ?? {} };

  return {
    previous,
    write: (content) => {
      write(content);
      renameSync(mine, file);
    },
    release: () => rmSync(file, { force: true }),
  };
}

/** Waits for a lock and runs `work` while holding it. */
export async function withLock(file, onWait, work) {
  let lock = await takeLock(file);
  if (lock.holder) onWait(lock.holder);
  while (lock.holder) {
    await wait(200);
    lock = await takeLock(file);
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** The content of a lock file. Undefined if there is none. */
export function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
