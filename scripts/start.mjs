/**
 * `npm start`: takes a fresh clone to a running product, and stops everything in order.
 * (package.json uses `exec`, because npm passes SIGTERM to its child, which must be this process and not a shell.)
 */
import { closeSync, openSync } from "node:fs";
import path from "node:path";
import { ensureBuilt } from "./build.mjs";
import { startDatabase } from "./embedded-postgres.mjs";
import { Explanation, report, runMain } from "./explanation.mjs";
import { ensureInstalled } from "./install.mjs";
import { takeLock } from "./lock.mjs";
import { whyCannotListen } from "./ports.mjs";
import { isStill, note, signal, stopProcess } from "./processes.mjs";
import { bold, say, step } from "./progress.mjs";
import { endQuietly } from "./run-quietly.mjs";
import { ensureSecrets } from "./secrets.mjs";
import {
  dataDirectory,
  listenAddress,
  loadEnvFile,
  processCount,
  requireNode,
  shutdownDelaySeconds,
} from "./settings.mjs";
import { superviseServers } from "./supervise-servers.mjs";

const help = `
Usage: npm start [-- --port 3001]      run the product
       npm run dev                     run it from the sources, with reloading

  --port N        listen on this port (default: PORT, or 3000)
  --processes N   serve with N processes on that port; auto: one per processor core (default: PROCESSES, or 1)
  --dev           serve the sources instead of a build, with one process
  --help          this text

SIGHUP replaces the server processes one by one, without refusing a connection.

Settings come from the environment or a file .env (see .env.example). Without DATABASE_URL an embedded PostgreSQL
keeps its data in DATA_DIR (default .data). Only this machine can connect, unless HOST=0.0.0.0.
`;

const hadTerminal = hasTerminal();

await runMain(async () => {
  const options = parse(process.argv.slice(2));
  if (options.help) return console.log(help);
  requireNode();
  loadEnvFile();
  const { port, host } = listenAddress(options.port);
  const count = options.dev ? 1 : processCount(options.processes);
  const dataDir = dataDirectory();
  console.log(`\n  ${bold("Countersign")}\n`);

  const lock = await takeLock(path.join(dataDir, "supervisor.lock"));
  if (lock.holder) refuseSecondStart(lock.holder);
  process.on("exit", lock.release);
  const stops = stopOnSignals();
  // Failures caused by Ctrl-C are not reported.
  await run({ options, count, port, host, dataDir, lock, stops }).catch((error) => {
    if (!stops.isStopping()) throw error;
  });
});

async function run({ options, count, port, host, dataDir, lock, stops }) {
  await stopOrphans(lock.previous?.servers);
  await requirePort(port, host);
  await ensureInstalled();
  if (!options.dev) await ensureBuilt();

  const secrets = ensureSecrets(dataDir);
  const database = process.env.DATABASE_URL ? undefined : await openDatabase(dataDir, stops);
  if (stops.isStopping()) return;
  const servers = superviseServers({
    count,
    args: options.dev ? ["--dev"] : [],
    env: {
      ...process.env,
      DATABASE_URL: database?.url ?? process.env.DATABASE_URL,
      COUNTERSIGN_SECRETS: secrets,
      DATA_DIR: dataDir,
      PORT: String(port),
      HOST: host,
    },
    log: say,
    onChange: (pids) => lock.write({ port, publicUrl: process.env.PUBLIC_URL, servers: pids.map(note) }),
  });
  stops.add((patience) => servers.stop(patience));
  onReload(() => servers.restart());

  database?.onExit((error) => stops.run(error));
  stops.run(await servers.ended);
}

function parse(args) {
  const options = {};
  for (let i = 0; i < args.length; i++) {
    const [name, value] = args[i].split("=");
    if (name === "--help" || name === "-h") options.help = true;
    else if (name === "--dev") options.dev = true;
    else if (name === "--port" || name === "-p") options.port = value ?? args[++i] ?? "";
    else if (name === "--processes") options.processes = value ?? args[++i] ?? "";
    else throw new Explanation(`Unknown option ${args[i]}.\n${help}`);
  }
  return options;
}

function openDatabase(dataDir, stops) {
  const opening = step("Starting the database", () => startDatabase({ dataDir, log: say, takeOver: true }));
  // Registered before it is up, so that Ctrl-C waits for it and stops it.
  stops.add(() =>
    opening.then(
      (database) => database.stop(),
      () => {},
    ),
  );
  return opening;
}

function refuseSecondStart({ pid, port }) {
  throw new Explanation(
    `Countersign is running from this folder already (process ${pid}${port ? `, port ${port}` : ""}).\n` +
      `Stop it with Ctrl-C there, or kill ${pid}. A second one beside it needs data and a port of its own:\n\n` +
      "  DATA_DIR=.data-2 PORT=3001 npm start",
  );
}

/** Servers of an earlier start that was killed with -9 may still hold the port. */
async function stopOrphans(noted = []) {
  const left = noted.filter(isStill);
  if (left.length === 0) return;
  const signalAll = (name) => {
    for (const { pid } of left.filter(isStill)) signal(pid, name);
  };
  const which = left.map(({ pid }) => pid).join(", ");
  await step(`Stopping the server that an earlier start left behind (process ${which})`, () =>
    stopProcess(
      () => !left.some(isStill),
      [
        { send: () => signalAll("SIGTERM"), seconds: shutdownDelaySeconds() + 15 },
        { send: () => signalAll("SIGKILL"), seconds: 5 },
      ],
    ),
  );
}

async function requirePort(port, host) {
  const code = await whyCannotListen(port, host);
  if (!code) return;
  const reason =
    { EADDRINUSE: "another program uses it", EACCES: "this user may not" }[code] ?? `the system says ${code}`;
  let free = Math.max(port, 3000) + 1;
  while (free < 65535 && (await whyCannotListen(free, host))) free++;
  throw new Explanation(
    `Countersign cannot listen on port ${port} of ${host}: ${reason}. Choose another:\n\n  PORT=${free} npm start`,
  );
}

/** Calls `reload` on SIGHUP, unless it was sent because the terminal was closed. Then we stop. */
function onReload(reload) {
  process.on("SIGHUP", () => {
    if (hasTerminal() === hadTerminal) reload();
  });
}

function hasTerminal() {
  try {
    closeSync(openSync("/dev/tty", "r"));
    return true;
  } catch {
    return false;
  }
}

/**
 * Collects what must be stopped, last started first, and does it when a signal comes (again: with less patience) or
 * when something ends by itself. Exit code 0 for a stop that was asked for, 1 for the rest.
 */
function stopOnSignals() {
  const stops = [];
  let isRunning = false;
  const run = async (error) => {
    if (isRunning) return;
    isRunning = true;
    if (error) report(error);
    await endQuietly();
    for (const stop of stops.reverse()) await stop().catch(report);
    if (!error) say("Stopped.");
    process.exit(error ? 1 : 0);
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(name, () => {
      if (name === "SIGHUP" && hasTerminal() === hadTerminal) return;
      if (isRunning) return stops[0]?.({ seconds: 0 });
      console.log("");
      say("Stopping …");
      run();
    });
  }
  return { add: (stop) => stops.push(stop), run, isStopping: () => isRunning };
}
