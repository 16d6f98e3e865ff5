import { existsSync, mkdirSync, realpathSync, rmSync } from "node:fs";
import path from "node:path";
import { startDatabase } from "./embedded-postgres.mjs";
import { Explanation } from "./explanation.mjs";
import { takeLock } from "./lock.mjs";
import { adoptPostmaster, stopPostmaster } from "./postmaster.mjs";
import { say } from "./progress.mjs";
import { dataDirectory } from "./settings.mjs";

/** Starts an empty PostgreSQL server for one run of the tests; `stop` removes it, files and all. */
export async function startTestDatabase() {
  const lock = await takeLock(path.join(dataDirectory(), "test.lock"));
  if (lock.holder) {
    throw new Explanation(`Another npm test is under way in this folder (process ${lock.holder.pid}).`);
  }
  process.on("exit", lock.release);
  // The same place each time, so that what a killed run left behind is found, stopped and cleared away.
  const dataDir = path.join(dataDirectory(), "test");
  await removeServer(dataDir);
  mkdirSync(dataDir, { mode: 0o711 });
  const database = await startDatabase({ dataDir, log: say });
  return {
    dataDir,
    adminUrl: database.urlOf("postgres"),
    create: (name) => createDatabase(database, name),
    stop: async () => {
      await database.stop();
      await removeServer(dataDir);
      lock.release();
    },
  };
}

async function createDatabase(database, name) {
  const { default: postgres } = await import("postgres");
  const sql = postgres(database.urlOf("postgres"), { max: 1 });
  await sql.unsafe(`create database ${name}`).finally(() => sql.end({ timeout: 5 }));
  return database.urlOf(name);
}

async function removeServer(dataDir) {
  const place = path.join(dataDir, "postgres");
  if (existsSync(place)) {
    // Possibly a link: as root under a closed folder, the files lie elsewhere.
    const home = realpathSync(place);
    const running = await adoptPostmaster(path.join(home, "cluster"));
    if (running) await stopPostmaster(running);
    rmSync(home, { recursive: true, force: true });
  }
  rmSync(dataDir, { recursive: true, force: true });
}
