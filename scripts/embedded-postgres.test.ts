import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

const module = path.join(import.meta.dirname, "embedded-postgres.mjs");
const embedded = await import(module);
const { isRunning } = await import(path.join(import.meta.dirname, "processes.mjs"));

let dataDir: string;
const started: { stop(): Promise<void> }[] = [];
const postmasterFile = () =>
  path.join(realpathSync(path.join(dataDir, "postgres")), "cluster", "postmaster.pid");

async function startDatabase(options: object = {}) {
  const database = await embedded.startDatabase({ dataDir, ...options });
  started.push(database);
  return database;
}

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), "countersign test "));
  // As root, the server runs under another account, which must get through.
  chmodSync(dataDir, 0o711);
  const database = await startDatabase();
  await query(database.url, (sql) => sql`create table acknowledged (number int)`);
  await database.stop();
});

// Also after a test that failed half-way: a server must not outlive the run.
afterEach(async () => {
  for (const database of started.splice(0)) await database.stop();
});

afterAll(() => {
  rmSync(realpathSync(path.join(dataDir, "postgres")), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
});

async function query<T>(url: string, run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  // The driver's own query for array types is awaited by nobody: a server killed during it would be an unhandled error.
  const sql = postgres(url, { max: 1, connect_timeout: 2, fetch_types: false, onnotice: () => {} });
  try {
    return await run(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Inserts until told to stop, through outages, and returns how many rows were acknowledged. */
async function insertThroughOutages(url: string, signal: AbortSignal): Promise<number> {
  let count = 0;
  while (!signal.aborted) {
    const insert = query(url, (sql) => sql`insert into acknowledged values (${count})`);
    await insert.then(() => count++).catch(() => wait(20));
  }
  return count;
}

test("a server that is killed comes back on the same port and has lost nothing acknowledged", async () => {
  const database = await startDatabase();
  const stop = new AbortController();
  const inserting = insertThroughOutages(database.url, stop.signal);
  for (let kill = 0; kill < 2; kill++) {
    await wait(400);
    const killed = database.pid();
    process.kill(killed, "SIGKILL");
    await expect.poll(() => database.pid() !== killed, { timeout: 15_000 }).toBe(true);
  }
  await wait(400);
  stop.abort();
  const acknowledged = await inserting;

  const [row] = await query(database.url, (sql) => sql`select count(*)::int as stored from acknowledged`);
  await database.stop();
  expect(acknowledged).toBeGreaterThan(0);
  expect(row?.stored).toBeGreaterThanOrEqual(acknowledged);
});

test("a running server is adopted and left alone", async () => {
  const first = await startDatabase();
  const guest = await startDatabase();
  expect(guest).toMatchObject({ adopted: true, url: first.url });
  await guest.stop();
  expect(isRunning(first.pid())).toBe(true);
  await first.stop();
  expect(isRunning(first.pid())).toBe(false);
});

test("a server whose starter was killed is taken over: kept running, and stopped in the end", async () => {
  const orphan = await leaveServerBehind();
  const database = await startDatabase({ takeOver: true });
  expect(database.adopted).toBe(true);
  expect(database.pid()).toBe(orphan);

  process.kill(orphan, "SIGKILL");
  await expect.poll(() => database.pid() !== orphan, { timeout: 15_000 }).toBe(true);
  await query(database.url, (sql) => sql`select from acknowledged`);
  await database.stop();
  expect(isRunning(database.pid())).toBe(false);
});

/** Another process starts the server, and ends without a chance to stop it. Returns the server's number. */
async function leaveServerBehind(): Promise<number> {
  const code = `const { startDatabase } = await import(process.argv[1]);
    const database = await startDatabase({ dataDir: process.argv[2] });
    console.log(database.pid());
    process.kill(process.pid, "SIGKILL");`;
  const starter = spawn(process.execPath, ["--input-type=module", "-e", code, module, dataDir]);
  const pid = Number(await new Promise((resolve) => starter.stdout.once("data", resolve)));
  await expect.poll(() => starter.signalCode).toBe("SIGKILL");
  expect(isRunning(pid)).toBe(true);
  return pid;
}

test("two that start at once share one server", async () => {
  const [one, other] = await Promise.all([startDatabase(), startDatabase()]);
  expect(one.url).toBe(other.url);
  expect([one.adopted, other.adopted].sort()).toEqual([false, true]);
  await Promise.all([one.stop(), other.stop()]);
});

const isLinux = process.platform === "linux";

test.runIf(isLinux)("a lock left by a zombie does not keep the server down", async () => {
  // The shell replaces itself without collecting its child, which stays a zombie: as under a container's first process.
  const parent = spawn("sh", ["-c", "sleep 0 & echo $!; exec sleep 60"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const zombie = Number(await new Promise((resolve) => parent.stdout.once("data", resolve)));
  await wait(100);
  await startOnForgedLock(zombie);
  parent.kill("SIGKILL");
});

test("a lock whose number a stranger has got meanwhile does not keep the server down", async () => {
  const stranger = spawn("sleep", ["60"]);
  await startOnForgedLock(stranger.pid!);
  stranger.kill("SIGKILL");
});

async function startOnForgedLock(pid: number): Promise<void> {
  const running = await startDatabase();
  const lock = readFileSync(postmasterFile(), "utf8");
  await running.stop();
  writeFileSync(postmasterFile(), lock.replace(/^\d+/, String(pid)));
  giveTo(path.dirname(postmasterFile()), postmasterFile());

  const database = await startDatabase();
  expect(database.adopted).toBe(false);
  await database.stop();
}

/** PostgreSQL must be able to remove its lock again. */
function giveTo(folder: string, file: string): void {
  spawnSync("chown", [`--reference=${folder}`, file]);
}
