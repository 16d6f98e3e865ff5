import { chmodSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Explanation } from "./explanation.mjs";
import { inRoot, root } from "./project.mjs";

/** If Node.js is too old, stops with an explanation instead of a syntax error. */
export function requireNode() {
  const wanted = JSON.parse(readFileSync(inRoot("package.json"), "utf8")).engines.node.replace(/[^\d.]/g, "");
  const [major, minor] = process.versions.node.split(".").map(Number);
  const [wantedMajor, wantedMinor = 0] = wanted.split(".").map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new Explanation(`Countersign needs Node.js ${wanted} or newer; this is ${process.versions.node}.`);
}

/** Reads `.env`, if there is one. Variables that are already set keep their values. */
export function loadEnvFile() {
  const file = inRoot(".env");
  if (!existsSync(file)) return;
  if (!process.loadEnvFile) throw new Explanation("Reading .env needs Node.js 20.12 or newer.");
  process.loadEnvFile(file);
}

/** The folder of everything that must survive a restart. Created if missing. */
export function dataDirectory() {
  const dataDir = path.resolve(root, process.env.DATA_DIR || ".data");
  if (!existsSync(dataDir)) {
    mkdirSync(dataDir, { recursive: true });
    // As root, PostgreSQL runs under another account, which must be able to enter this folder, but not to list it.
    chmodSync(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
  }
  return dataDir;
}

/** Where to listen: on `--port`, PORT or 3000, and for this machine only unless HOST is set. */
export function listenAddress(portOption) {
  const given = portOption ?? (process.env.PORT || "3000");
  const port = Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Explanation(`The port must be a number from 1 to 65535, not "${given}".`);
  }
  return { port, host: process.env.HOST || "127.0.0.1" };
}

const longestShutdownDelay = 60;

/** How many seconds a server goes on serving after SIGTERM, while proxies learn from `/health/ready` that it is about to stop. */
export function shutdownDelaySeconds() {
  const given = process.env.SHUTDOWN_DELAY_SECONDS || "0";
  const seconds = Number(given);
  if (!/^\d+$/.test(given) || seconds > longestShutdownDelay) {
    throw new Explanation(
      `SHUTDOWN_DELAY_SECONDS must be a number from 0 to ${longestShutdownDelay}, not "${given}".`,
    );
  }
  return seconds;
}

const mostProcesses = 64;

/** How many processes serve: `--processes` before PROCESSES before 1. `auto` is one per processor core. */
export function processCount(option) {
  const given = option ?? (process.env.PROCESSES || "1");
  if (given === "auto") return Math.min(os.availableParallelism(), mostProcesses);
  const count = Number(given);
  if (!/^\d+$/.test(given) || count < 1 || count > mostProcesses) {
    throw new Explanation(
      `The number of processes must be from 1 to ${mostProcesses}, or auto, not "${given}".`,
    );
  }
  return count;
}
