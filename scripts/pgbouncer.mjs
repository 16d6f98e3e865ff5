import { spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { canInstallPackages, installPackage } from "./debian.mjs";
import { Explanation } from "./explanation.mjs";
import { findFreePort } from "./ports.mjs";
import { stopProcess } from "./processes.mjs";
import { findProgram } from "./programs.mjs";
import { step } from "./progress.mjs";

const startSeconds = 10;

/** The path of the system's PgBouncer; on Debian, root gets the package installed. Undefined where there is none. */
export async function findPgBouncer() {
  const found = findProgram("pgbouncer");
  if (found || !canInstallPackages()) return found;
  await step("Installing PgBouncer (apt-get install pgbouncer)", () => installPackage("pgbouncer")).catch(
    () => {},
  );
  return findProgram("pgbouncer");
}

/**
 * Starts a PgBouncer in transaction mode before every database of the server at `serverUrl`: clients get another server
 * connection for each transaction. Returns its `url` and how to `stop` it.
 */
export async function startPgBouncer(program, serverUrl) {
  const server = new URL(serverUrl);
  const port = await findFreePort();
  const folder = mkdtempSync(path.join(os.tmpdir(), "countersign-pgbouncer-"));
  const config = path.join(folder, "pgbouncer.ini");
  const log = path.join(folder, "pgbouncer.log");
  const isRoot = process.getuid?.() === 0;
  const target = `host=${server.hostname} port=${server.port} user=${server.username} password=${server.password}`;
  writeFileSync(
    config,
    `[databases]
* = ${target}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 12
max_client_conn = 500
server_idle_timeout = 5
logfile = ${log}
`,
    { mode: 0o600 },
  );
  // It does not run as root; "nobody" exists everywhere.
  if (isRoot) for (const place of [folder, config]) chownSync(place, 65534, 65534);
  const child = spawn(program, [...(isRoot ? ["-u", "nobody"] : []), "-q", config], { stdio: "ignore" });
  const isGone = () => child.exitCode !== null || child.signalCode !== null;
  const stop = async () => {
    await stopProcess(isGone, [
      { send: () => child.kill("SIGTERM"), seconds: 5 },
      { send: () => child.kill("SIGKILL"), seconds: 5 },
    ]);
    rmSync(folder, { recursive: true, force: true });
  };
  for (const end = Date.now() + startSeconds * 1000; Date.now() < end && !isGone(); ) {
    if (await isListening(port))
      return { url: `postgres://${server.username}@127.0.0.1:${port}/postgres`, stop };
    await wait(50);
  }
  const said = existsSync(log) ? readFileSync(log, "utf8").trim() : "nothing";
  await stop();
  throw new Explanation(`PgBouncer did not start. It said:\n\n${said}`);
}

function isListening(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    const answer = (isUp) => {
      socket.destroy();
      resolve(isUp);
    };
    socket.once("connect", () => answer(true));
    socket.once("error", () => answer(false));
  });
}
