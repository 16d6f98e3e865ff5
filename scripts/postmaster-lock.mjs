import { readFileSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { commandLineOf, isRunning, workingDirectoryOf } from "./processes.mjs";

const lockOf = (cluster) => path.join(cluster, "postmaster.pid");

/** What a running server notes in its cluster: process, port and state ("ready", "starting", "stopping"); or undefined. */
export function readLock(cluster) {
  try {
    const lines = readFileSync(lockOf(cluster), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), state: (lines[7] ?? "").trim() };
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Whether the noted process is this cluster's server, and not a stranger that has got its number since. */
export function isServing(cluster, lock) {
  if (!lock || !isRunning(lock.pid)) return false;
  // PostgreSQL works inside its cluster, wherever that has been moved to.
  const folder = workingDirectoryOf(lock.pid);
  return folder === undefined ? commandLineOf(lock.pid).includes(cluster) : folder === cluster;
}

/**
 * Makes a dead server's lock harmless. PostgreSQL does that itself, except when the noted number still exists as a
 * zombie or belongs to a stranger by now. The file is kept: its other lines let PostgreSQL notice orphaned sessions
 * still writing. Our own number in the first line is one it knows to be no rival: that of its parent.
 */
export function disarmLock(cluster) {
  const [, ...rest] = readFileSync(lockOf(cluster), "utf8").split("\n");
  writeFileSync(lockOf(cluster), [process.pid, ...rest].join("\n"));
}

/** Whether a PostgreSQL server listens on this port: it answers an SSLRequest before anything else. */
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
