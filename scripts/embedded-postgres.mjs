import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Explanation } from "./explanation.mjs";
import { withLock } from "./lock.mjs";
import { findFreePort } from "./ports.mjs";
import { postgresBinaries } from "./postgres-binaries.mjs";
import { databaseName, ensureCluster } from "./postgres-cluster.mjs";
import { postgresHome } from "./postgres-home.mjs";
import { adoptPostmaster, launchPostmaster, stopPostmaster } from "./postmaster.mjs";

const maxFailures = 8;
const healthySeconds = 30;

/**
 * Starts the embedded PostgreSQL that keeps its files in `dataDir`, making them on the first start, or adopts the
 * server that runs there already.
 *
 * An adopted server is left alone (`stop` does nothing) unless `takeOver`. A server that is ours is started again on the
 * same port when it dies, so that a pool of connections finds it again; `onExit` listeners hear when that is given up.
 *
 * Returns `{ url, urlOf(database), adopted, isNew, pid(), stop(), onExit(listener) }`.
 */
export async function startDatabase({ dataDir, log = () => {}, settings = {}, takeOver = false }) {
  const { postmaster, launch, password, isNew } = await withLock(
    path.join(dataDir, "postgres.lock"),
    () => {},
    () => prepare(dataDir, settings),
  );
  const { adopted, port } = postmaster;
  const urlOf = (database) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
  const isOurs = takeOver || !adopted;
  const guard = isOurs ? keepRunning({ postmaster, launch: () => launch(port), log }) : undefined;
  return {
    url: urlOf(databaseName),
    urlOf,
    adopted,
    isNew,
    pid: () => guard?.pid() ?? postmaster.pid,
    stop: async () => guard?.stop(),
    onExit: (listener) => guard?.onGiveUp(listener),
  };
}

async function prepare(dataDir, settings) {
  const { home, account } = postgresHome(dataDir);
  const binaries = await postgresBinaries({ home, account });
  const { folder: cluster, password, isNew } = await ensureCluster({ dataDir, home, account, binaries });
  const logFile = path.join(dataDir, "postgres.log");
  const launch = async (port) =>
    (await adoptPostmaster(cluster)) ??
    launchPostmaster({ cluster, account, binaries, port, logFile, settings });

  const running = await adoptPostmaster(cluster);
  const postmaster = running
    ? { ...running, adopted: true }
    : { ...(await launchSomewhere(launch)), adopted: false };
  return { postmaster, launch, password, isNew };
}

/** First start: on any free port. Somebody may take it between our look and the server's bind, so a few tries. */
async function launchSomewhere(launch) {
  for (let triesLeft = 4; ; triesLeft--) {
    try {
      return await launch(await findFreePort());
    } catch (error) {
      // Sessions of a killed server may hold on for a moment; PostgreSQL refuses to start beside them, rightly.
      if (triesLeft === 0 || !/could not bind|still in use/.test(error.message)) throw error;
      await wait(1000);
    }
  }
}

/** Starts the server again whenever it dies. Gives up after several deaths in a row without a healthy while between. */
function keepRunning({ postmaster, launch, log }) {
  const listeners = [];
  let current = postmaster;
  let stopping = false;

  async function watch() {
    let failures = 0;
    for (;;) {
      const startedAt = performance.now();
      const how = await current.exited();
      if (stopping) return;
      if (performance.now() - startedAt > healthySeconds * 1000) failures = 0;
      log(`PostgreSQL stopped unexpectedly (${how}). Starting it again.`);
      failures = await revive(failures + 1);
      if (stopping || failures > maxFailures) return;
      log("PostgreSQL is back.");
    }
  }

  /** Tries until the server is up again; answers how many failures there have been, one more than allowed for the end. */
  async function revive(failures) {
    for (let count = failures; ; count++) {
      if (count > maxFailures) return reportTooManyFailures(count);
      // The first time at once; then 0.2 s, 0.4 s … 6.4 s, 13 s in all.
      if (count > 1) await wait(100 * 2 ** (count - 1));
      if (stopping) return count;
      try {
        current = await launch();
        return count;
      } catch (error) {
        log(error.message);
      }
    }
  }

  function reportTooManyFailures(count) {
    const reason = new Explanation(
      "PostgreSQL keeps stopping. Its log, postgres.log in the data folder, says why.",
    );
    for (const listener of listeners) listener(reason);
    return count;
  }

  const watching = watch();
  return {
    pid: () => current.pid,
    onGiveUp: (listener) => listeners.push(listener),
    stop: async () => {
      stopping = true;
      await stopPostmaster(current);
      await watching;
      // A launch may have been under way when we were asked.
      await stopPostmaster(current);
    },
  };
}
