import { setTimeout as wait } from "node:timers/promises";

/** A server that does not answer in time is represented by its last answer. */
const answerMs = 1000;

/**
 * Adds up the metrics of all servers of this machine. Counters and histograms of servers that have ended stay in the sum:
 * Prometheus would take a smaller value for a restart, and count the rest of the sum twice.
 */
export class MachineMetrics {
  /** By server. As `getMetricsAsJSON` of prom-client returns them. */
  #latest = new Map();
  #ended = Promise.resolve([]);
  #waiting = new Map();

  /** The sum in Prometheus text format, after asking `servers` for their present values. */
  async text(servers) {
    await Promise.all(servers.map((server) => this.#ask(server)));
    return (await sum([await this.#ended, ...this.#latest.values()])).metrics();
  }

  receive(server, metrics) {
    this.#latest.set(server, metrics);
    for (const resolve of this.#waiting.get(server) ?? []) resolve();
    this.#waiting.delete(server);
  }

  end(server) {
    const last = this.#latest.get(server) ?? [];
    this.#latest.delete(server);
    const lasting = last.filter(({ type }) => type === "counter" || type === "histogram");
    this.#ended = this.#ended.then(async (ended) => (await sum([ended, lasting])).getMetricsAsJSON());
  }

  #ask(server) {
    const answered = new Promise((resolve) => {
      this.#waiting.set(server, [...(this.#waiting.get(server) ?? []), resolve]);
    });
    server.send({ report: true });
    return Promise.race([answered, wait(answerMs, undefined, { ref: false })]);
  }
}

async function sum(metrics) {
  const { AggregatorRegistry } = await import("prom-client");
  return AggregatorRegistry.aggregate(metrics);
}
