import cluster from "node:cluster";
import { setTimeout as wait } from "node:timers/promises";
import { Explanation } from "./explanation.mjs";
import { MachineMetrics } from "./machine-metrics.mjs";
import { stopProcess } from "./processes.mjs";
import { inRoot, root } from "./project.mjs";
import { startSandboxProvider } from "./sandbox-provider.mjs";
import { ServerProcess } from "./server-process.mjs";
import { shutdownDelaySeconds } from "./settings.mjs";

const maxFastDeaths = 5;
const healthySeconds = 30;
const longestWaitMs = 30_000;
/** Longer than a server takes to stop after its delay, or to finish its requests after it was replaced (scripts/serve.mjs). */
const stopSeconds = 15;
const leaveSeconds = 75;

/**
 * Runs scripts/serve.mjs in `count` processes on one port and starts each of them again when it dies. The first one starts
 * alone, so that it migrates the database for all.
 *
 * `onChange` receives the process ids whenever they change, `log` what happened. `ended` resolves with an error if the first
 * process did not start, or none stays up. `restart` replaces the processes one by one without refusing a connection.
 */
export function superviseServers({ count, args, env, log, onChange }) {
  // A single process accepts connections itself. Several take turns; the system would give most connections to one.
  cluster.schedulingPolicy = count === 1 ? cluster.SCHED_NONE : cluster.SCHED_RR;
  cluster.setupPrimary({
    exec: inRoot("scripts", "serve.mjs"),
    args,
    cwd: root,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  return new Supervisor({ count, env, log, onChange });
}

class Supervisor {
  ended;
  #fail;
  #options;
  /** All processes, including those that start or leave. */
  #servers = new Set();
  /** The `count` servers that should run. */
  #slots = [];
  #metrics = new MachineMetrics();
  #sandbox;
  #isStopping = false;
  #isRestarting = false;

  constructor(options) {
    this.#options = options;
    this.ended = new Promise((resolve) => {
      this.#fail = resolve;
    });
    this.#startAll();
  }

  async #startAll() {
    const first = this.#start({ COUNTERSIGN_WELCOME: "on" });
    if (!(await first.ready)) {
      const { how } = await first.ended;
      return this.#fail(new Explanation(`The server did not start (${how}). The reason stands above.`));
    }
    if (this.#isStopping) return;
    this.#slots.push({ server: first });
    while (this.#slots.length < this.#options.count) this.#slots.push({ server: this.#start() });
    for (const slot of this.#slots) this.#keepRunning(slot);
  }

  #start(variables = { COUNTERSIGN_WELCOME: "off" }) {
    const { count, env } = this.#options;
    const server = new ServerProcess(
      { ...env, ...variables, COUNTERSIGN_PROCESSES: String(count) },
      (server, message) => this.#receive(server, message),
    );
    this.#servers.add(server);
    this.#noteServers();
    server.ended.then(() => {
      this.#servers.delete(server);
      this.#metrics.end(server);
      this.#noteServers();
    });
    return server;
  }

  #noteServers() {
    this.#options.onChange([...this.#servers].map(({ pid }) => pid));
  }

  /** Starts the server of a slot again whenever it dies: at once the first time, then after 1, 2, 4, … seconds. */
  async #keepRunning(slot) {
    const { log } = this.#options;
    for (let fastDeaths = 0; ; ) {
      const { server } = slot;
      const { how, seconds } = await server.ended;
      if (this.#isStopping) return;
      if (slot.server !== server) continue;
      fastDeaths = seconds < healthySeconds ? fastDeaths + 1 : 0;
      if (fastDeaths >= maxFastDeaths && this.#ready().length === 0) {
        const text = `The server died ${fastDeaths} times in a row (last: ${how}). Giving up.`;
        return this.#fail(new Explanation(text));
      }
      log(`The server stopped unexpectedly (process ${server.pid}, ${how}). Starting it again.`);
      if (fastDeaths > 1) await wait(Math.min(longestWaitMs, 500 * 2 ** (fastDeaths - 1)));
      if (this.#isStopping) return;
      // It may have been replaced meanwhile.
      if (slot.server !== server) continue;
      slot.server = this.#start();
      slot.server.ready.then((isUp) => isUp && log("The server is back."));
    }
  }

  #ready() {
    return [...this.#servers].filter(({ isReady }) => isReady);
  }

  #receive(server, { metrics, id, question, options }) {
    if (metrics) this.#metrics.receive(server, metrics);
    if (!question) return;
    this.#answer(question, options).then(
      (reply) => server.send({ answerTo: id, reply }),
      (error) => server.send({ answerTo: id, error: error.message }),
    );
  }

  async #answer(question, options) {
    if (question === "metrics") return this.#metrics.text(this.#ready());
    // One sandbox for all: it keeps its accounts in memory.
    this.#sandbox ??= startSandboxProvider(options);
    return { issuer: (await this.#sandbox).issuer };
  }

  async restart() {
    if (this.#isRestarting || this.#isStopping) return;
    this.#isRestarting = true;
    this.#options.log("Restarting …");
    const isDone = await this.#replaceAll();
    this.#isRestarting = false;
    if (this.#isStopping) return;
    this.#options.log(
      isDone ? "Restarted." : "A new server did not start, so the old ones go on. The reason stands above.",
    );
  }

  async #replaceAll() {
    for (const slot of this.#slots) if (this.#isStopping || !(await this.#replace(slot))) return false;
    return true;
  }

  /** Starts another server for a slot. Once it serves, the old one finishes its requests and ends. */
  async #replace(slot) {
    const next = this.#start();
    if (!(await next.ready)) return false;
    if (this.#isStopping) return false;
    const old = slot.server;
    slot.server = next;
    await stopProcess(
      () => !this.#servers.has(old),
      [
        { send: () => old.send({ leave: true }), seconds: leaveSeconds },
        { send: () => old.kill("SIGKILL"), seconds: 5 },
      ],
    );
    return true;
  }

  async stop({ seconds = shutdownDelaySeconds() + stopSeconds } = {}) {
    this.#isStopping = true;
    const killAll = (signal) => {
      for (const server of this.#servers) server.kill(signal);
    };
    await stopProcess(
      () => this.#servers.size === 0,
      [
        { send: () => killAll("SIGTERM"), seconds },
        { send: () => killAll("SIGKILL"), seconds: 5 },
      ],
    );
  }
}
