import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

interface Metrics {
  /** What this process has counted. */
  registry: Registry;
  requests: Counter<"dialect" | "method" | "route" | "status">;
  requestSeconds: Histogram<"dialect" | "method" | "route">;
  outcomes: Counter<"dialect" | "operation" | "outcome">;
  deliveries: Counter<"channel" | "provider" | "outcome">;
  deliverySeconds: Histogram<"channel" | "provider">;
  webhookRequests: Counter<"outcome">;
  webhookRequestSeconds: Histogram;
  /** Measurements of the database, the same for all processes. */
  measurements: Registry;
  queueDepth: Gauge;
  queueAgeSeconds: Gauge;
  webhookAgeSeconds: Gauge;
  databaseUp: Gauge;
  databaseConnections: Gauge<"state">;
}

// One registry per process, although Next.js loads this module several times. `scripts/serve.mjs` reads it, too.
const ours = Symbol.for("countersign.metrics");
/** Set by `scripts/serve.mjs` if several processes of this machine serve. */
const machine = Symbol.for("countersign.machine");
const place = globalThis as {
  [ours]?: Metrics;
  [machine]?: { metrics(): Promise<string> };
};

function make(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const measurements = new Registry();
  return {
    registry,
    measurements,
    requests: new Counter({
      name: "countersign_requests_total",
      help: "Requests answered.",
      labelNames: ["dialect", "method", "route", "status"],
      registers,
    }),
    requestSeconds: new Histogram({
      name: "countersign_request_seconds",
      help: "Time to answer a request.",
      labelNames: ["dialect", "method", "route"],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    outcomes: new Counter({
      name: "countersign_outcomes_total",
      help: "What verbs answered: ok or the refusal's code.",
      labelNames: ["dialect", "operation", "outcome"],
      registers,
    }),
    deliveries: new Counter({
      name: "countersign_deliveries_total",
      help: "Delivery tries by outcome.",
      labelNames: ["channel", "provider", "outcome"],
      registers,
    }),
    deliverySeconds: new Histogram({
      name: "countersign_delivery_seconds",
      help: "From entering the outbox to being accepted.",
      labelNames: ["channel", "provider"],
      buckets: [0.05, 0.1, 0.5, 1, 2.5, 5, 15, 60, 300],
      registers,
    }),
    webhookRequests: new Counter({
      name: "countersign_webhook_requests_total",
      help: "Requests to webhook endpoints: delivered, retried, or failed for good.",
      labelNames: ["outcome"],
      registers,
    }),
    webhookRequestSeconds: new Histogram({
      name: "countersign_webhook_request_seconds",
      help: "Time until a webhook endpoint responded, or did not.",
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
      registers,
    }),
    queueDepth: new Gauge({
      name: "countersign_outbox_depth",
      help: "Deliveries that wait.",
      registers: [measurements],
    }),
    queueAgeSeconds: new Gauge({
      name: "countersign_outbox_age_seconds",
      help: "How long the oldest due delivery has waited.",
      registers: [measurements],
    }),
    webhookAgeSeconds: new Gauge({
      name: "countersign_webhook_age_seconds",
      help: "How long the oldest due webhook message of an enabled endpoint has waited.",
      registers: [measurements],
    }),
    databaseUp: new Gauge({
      name: "countersign_database_up",
      help: "1 if the database answered.",
      registers: [measurements],
    }),
    databaseConnections: new Gauge({
      name: "countersign_database_connections",
      help: "Connections of all processes to this database.",
      labelNames: ["state"],
      registers: [measurements],
    }),
  };
}

/** This process's Prometheus metrics. Labels are patterns and codes, never values from a request. */
export function metrics(): Metrics {
  place[ours] ??= make();
  return place[ours];
}

/** The sum of what all processes of this machine have counted, and the measurements, in Prometheus text format. */
export async function metricsText(): Promise<string> {
  const { registry, measurements } = metrics();
  const counted = await (place[machine] ?? registry).metrics();
  return `${counted}${await measurements.metrics()}`;
}
