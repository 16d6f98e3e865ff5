import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Explanation } from "./explanation.mjs";
import { postgresEnvironment } from "./postgres-cluster.mjs";
import { answers, invalidateLock, isServing, readLock } from "./postmaster-lock.mjs";
import { isRunning, signal, stopProcess } from "./processes.mjs";

const startSeconds = 300;
const adoptSeconds = 60;
const maxLogBytes = 10_000_000;

/**
 * Settings of the embedded server. fsync and synchronous_commit stay on, so that acknowledged data survives a power cut.
 * `terse` keeps rows, and so addresses, out of the log.
 */
const defaults = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  shared_buffers: "128MB",
  max_connections: "100",
  log_error_verbosity: "terse",
  log_checkpoints: "off",
};

/**
 * Finds this cluster's server if it already runs, because an earlier supervisor was killed or another one is active. Waits
 * while it starts or stops. Undefined if there is none.
 */
export async function adoptPostmaster(cluster) {
  const deadline = performance.now() + adoptSeconds * 1000;
  for (;;) {
    const lock = readLock(cluster);
    if (!isServing(cluster, lock)) return undefined;
    if (lock.state === "ready" && (await answers(lock.port))) return follow(lock);
    if (performance.now() > deadline) {
      throw new Explanation(
        `The database in ${cluster} is held by a PostgreSQL that does not answer (process ${lock.pid}).\n` +
          `Stop it (kill -QUIT ${lock.pid}; the next start recovers what was committed), then run the same command again.`,
      );
    }
    await wait(50);
  }
}

/** A server that is not our child process. Its end is noticed by polling. */
function follow({ pid, port }) {
  const hasExited = () => !isRunning(pid);
  const exited = async () => {
    while (!hasExited()) await wait(250);
    return "reason unknown";
  };
  return { pid, port, hasExited, exited };
}

/** Starts a server on a cluster and waits until it accepts connections. */
export async function launchPostmaster({ cluster, account, binaries, port, logFile, settings }) {
  if (readLock(cluster)) invalidateLock(cluster);
  const { output, begin } = openLog(logFile);
  const options = Object.entries({ ...defaults, ...settings }).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  const child = spawn(
    path.join(binaries.folder, "bin", "postgres"),
    ["-D", cluster, "-p", String(port), ...options],
    // Detached, so that Ctrl-C does not stop it before the processes that use it.
    { ...account, cwd: "/", env: postgresEnvironment, stdio: ["ignore", output, output], detached: true },
  );
  closeSync(output);
  let end;
  const ended = new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, name) => resolve(name ? `ended by ${name}` : `exit code ${code}`));
  }).then((how) => {
    end = how;
    return how;
  });
  const postmaster = { pid: child.pid, port, hasExited: () => end !== undefined, exited: () => ended };

  const deadline = performance.now() + startSeconds * 1000;
  for (;;) {
    const lock = readLock(cluster);
    if (lock?.pid === child.pid && lock.state === "ready") return postmaster;
    if (end !== undefined || performance.now() > deadline) {
      const said = readFileSync(logFile, "utf8").slice(begin).trim().split("\n").slice(-12).join("\n");
      await stopPostmaster(postmaster);
      throw new Explanation(`PostgreSQL did not start (${end ?? "too slow"}). From ${logFile}:\n${said}`);
    }
    await wait(20);
  }
}

function openLog(logFile) {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > maxLogBytes) renameSync(logFile, `${logFile}.1`);
  return { output: openSync(logFile, "a", 0o600), begin: size > maxLogBytes ? 0 : size };
}

/** Stops a server in "fast" mode: ends sessions and writes everything to disk. Uses force only if that hangs. */
export async function stopPostmaster({ pid, hasExited }) {
  await stopProcess(hasExited, [
    { send: () => signal(pid, "SIGINT"), seconds: 30 },
    { send: () => signal(pid, "SIGQUIT"), seconds: 10 },
    { send: () => signal(pid, "SIGKILL"), seconds: 5 },
  ]);
}
