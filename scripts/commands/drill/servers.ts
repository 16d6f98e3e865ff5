import { type ChildProcess, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { canInstallPackages, Explanation, findFreePort, installPackage, step } from "./application";

const startSeconds = 30;
const slot = "standby";
const needed = ["initdb", "postgres", "pg_basebackup"];
/** "nobody": PostgreSQL does not run as root. */
const account = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** A primary and its synchronous standby, in a temporary folder and on loopback. */
export interface Pair {
  primary: Server;
  standby: Server;
  /** Names both, as `DATABASE_URL` does. */
  url: string;
  version: string;
  stop(): Promise<void>;
}

export async function startPair(): Promise<Pair> {
  const programs = await findPrograms();
  const folder = mkdtempSync(join(tmpdir(), "countersign-drill-"));
  if (account.uid !== undefined) chownSync(folder, account.uid, account.gid);
  const servers: Server[] = [];
  const stop = async () => {
    await Promise.all(servers.map((server) => server.kill()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const [first, second] = [join(folder, "first"), join(folder, "second")];
    await run(programs, "initdb", ["-D", first, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C"]);
    // A commit is confirmed once it is on the standby's disk, too.
    const primary = new Server(programs, first, await findFreePort(), {
      synchronous_standby_names: slot,
    });
    servers.push(primary);
    await primary.start();
    const source = `${primary.url}?application_name=${slot}`;
    await run(
      programs,
      "pg_basebackup",
      ["-d", source, "-D", second, "-R", "-C", "-S", slot].concat("-cfast"),
    );
    const standby = new Server(programs, second, await findFreePort());
    servers.push(standby);
    await standby.start();
    await primary.untilSynchronous();
    const version = await primary.ask("show server_version", "server_version");
    const hosts = servers.map(({ port }) => `127.0.0.1:${port}`).join(",");
    const url = `postgres://postgres@${hosts}/postgres?target_session_attrs=read-write`;
    return { primary, standby, url, version, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

export class Server {
  readonly url: string;
  #process: ChildProcess | undefined;

  constructor(
    private readonly programs: string,
    private readonly folder: string,
    readonly port: number,
    private readonly settings: Record<string, string> = {},
  ) {
    this.url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  }

  async start(): Promise<void> {
    const settings = { listen_addresses: "127.0.0.1", unix_socket_directories: "", ...this.settings };
    const args = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    this.#process = spawn(
      join(this.programs, "postgres"),
      ["-D", this.folder, "-p", String(this.port), ...args],
      // Detached: Ctrl-C must not reach it before the product.
      { ...account, cwd: "/", stdio: "ignore", detached: true },
    );
    process.once("exit", () => this.#signal("SIGKILL"));
    const deadline = performance.now() + startSeconds * 1000;
    while (!(await this.ask("select 1 as up", "up").catch(() => null))) {
      if (this.#process.exitCode !== null || performance.now() > deadline)
        throw new Explanation(`PostgreSQL did not start in ${this.folder}.`);
      await pause(50);
    }
  }

  /** One value of one row. */
  async ask(statement: string, column: string): Promise<string> {
    const sql = postgres(this.url, { max: 1, fetch_types: false, connect_timeout: 2, onnotice: () => {} });
    try {
      const [row] = await sql.unsafe(statement);
      return row![column];
    } finally {
      await sql.end({ timeout: 1 });
    }
  }

  async untilSynchronous(): Promise<void> {
    const statement = "select count(*) as count from pg_stat_replication where sync_state = 'sync'";
    while ((await this.ask(statement, "count")) !== "1") await pause(50);
  }

  /** Makes a standby the primary. */
  async promote(): Promise<void> {
    await this.ask("select pg_promote() as promoted", "promoted");
  }

  /** Ends it at once, without a checkpoint and without a word to its clients. */
  async kill(): Promise<void> {
    const ended = new Promise((resolve) => this.#process?.once("exit", resolve));
    if (!this.#process || this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#signal("SIGKILL");
    await ended;
  }

  /** Stops it and all its sessions. Connections stay open, and nothing answers. */
  freeze(): void {
    this.#signal("SIGSTOP");
  }

  #signal(name: NodeJS.Signals): void {
    const pid = this.#process?.pid;
    if (pid === undefined || this.#process?.exitCode !== null || this.#process?.signalCode !== null) return;
    for (const one of [pid, ...childrenOf(pid)]) {
      try {
        process.kill(one, name);
      } catch (error) {
        // A session may have ended by itself.
        if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
      }
    }
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => parentOf(pid) === parent)
    .map(Number);
}

/** proc(5): the name in parentheses may contain anything. The parent is the second field after it. */
function parentOf(pid: string): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ")[1]);
  } catch {
    return undefined;
  }
}

async function run(programs: string, name: string, args: string[]): Promise<void> {
  const child = spawn(join(programs, name), args, {
    ...account,
    cwd: "/",
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  if (code !== 0) throw new Explanation(`${name} failed:\n${said.trim()}`);
}

async function findPrograms(): Promise<string> {
  const found = programsHere();
  if (found) return found;
  if (canInstallPackages())
    await step("Installing PostgreSQL (apt-get install postgresql)", () => installPackage("postgresql"));
  const installed = programsHere();
  if (installed) return installed;
  throw new Explanation("The drill needs PostgreSQL's programs (Debian: apt-get install postgresql).");
}

/** Debian keeps them by version, outside of PATH. The newest comes first. */
function programsHere(): string | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, "bin")),
    ...(process.env.PATH ?? "").split(delimiter),
  ];
  return folders.find((folder) => needed.every((name) => existsSync(join(folder, name))));
}
