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
 * Starts the embedded PostgreSQL with its files in `dataDir`, which are created on the first start, or adopts the server
 * that already runs there.
 *
 * An adopted server keeps running (`stop` does nothing) unless `takeOver` is set. Our own server is restarted on the same port
 * when it dies, so connection pools find it again. `onExit` listeners are called when restarting has failed too often.
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
    onExit: (listener) => guard?.onFailure(listener),
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

/** First start: on any free port. Another program can take the port before the server binds it, so this tries a few times. */
async function launchSomewhere(launch) {
  for (let triesLeft = 4; ; triesLeft--) {
    try {
      return await launch(await findFreePort());
    } catch (error) {
      // Sessions of a killed server can survive it for a moment, and PostgreSQL does not start beside them.
      if (triesLeft === 0 || !/could not bind|still in use/.test(error.message)) throw error;
      await wait(1000);
    }
  }
}

/** Restarts the server whenever it dies, until it has died several times in a row without staying up for a while. */
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
      failures = await restart(failures + 1);
      if (stopping || failures > maxFailures) return;
      log("PostgreSQL is back.");
    }
  }

  /** Tries until the server is up again. Returns the number of failures so far; more than allowed means that none is left. */
  async function restart(failures) {
    for (let count = failures; ; count++) {
      if (count > maxFailures) return reportTooManyFailures(count);
      // At once, then after 0.2 s, 0.4 s … 6.4 s: 13 s in total.
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
    onFailure: (listener) => listeners.push(listener),
    stop: async () => {
      stopping = true;
      await stopPostmaster(current);
      await watching;
      // A start may have been under way.
      await stopPostmaster(current);
    },
  };
}
