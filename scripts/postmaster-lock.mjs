import { readFileSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { commandLineOf, isRunning, workingDirectoryOf } from "./processes.mjs";

const lockOf = (cluster) => path.join(cluster, "postmaster.pid");

/** What a running server writes to its lock file: process, port and state ("ready", "starting", "stopping"). Undefined without one. */
export function readLock(cluster) {
  try {
    const lines = readFileSync(lockOf(cluster), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), state: (lines[7] ?? "").trim() };
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Whether the process in the lock file is this cluster's server, and not another one that has the same number by now. */
export function isServing(cluster, lock) {
  if (!lock || !isRunning(lock.pid)) return false;
  // PostgreSQL's working directory is its cluster, even after that was moved.
  const folder = workingDirectoryOf(lock.pid);
  return folder === undefined ? commandLineOf(lock.pid).includes(cluster) : folder === cluster;
}

/**
 * Invalidates a dead server's lock. PostgreSQL does that itself, unless the process number still exists as a zombie or
 * belongs to another program by now. The file is kept, because its other lines let PostgreSQL notice orphaned sessions that
 * still write. The first line becomes our own number: PostgreSQL ignores the number of its parent.
 */
export function invalidateLock(cluster) {
  const [, ...rest] = readFileSync(lockOf(cluster), "utf8").split("\n");
  writeFileSync(lockOf(cluster), [process.pid, ...rest].join("\n"));
}

/** Whether a PostgreSQL server listens on this port. It answers an SSLRequest first. */
export function answers(port) {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: "127.0.0.1" });
    const finish = (isAnswering) => {
      socket.destroy();
      resolve(isAnswering);
    };
    socket.setTimeout(1000, () => finish(false));
    socket.once("error", () => finish(false));
    socket.once("close", () => finish(false));
    socket.once("connect", () => socket.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])));
    socket.once("data", (reply) => finish(/^[NS]/.test(String(reply))));
  });
}
