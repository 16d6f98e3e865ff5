import type { Child } from "./child";
import type { LoadResult, Supply } from "./load";
import type { CallName } from "./options";
import type { LoadCommands } from "./processes/load";
import { databaseMicros, processMicros } from "./processor-time";
import type { Subject } from "./subject";

/** One measurement: one kind of call, at so many clients, for some seconds. */
export interface Sample extends LoadResult {
  call: CallName;
  clients: number;
  round: number;
  perSecond: number;
  /** CPU time for each call, in microseconds: of the server that answers and of the whole database server. */
  serverMicros: number;
  databaseMicros: number;
}

export interface Floor {
  port: number;
  pid: number;
  rows: number;
}

export interface Bench {
  load: Child<LoadCommands>;
  subject: Subject;
  floor: Floor | null;
  postmaster: number | null;
  /** The next unused recipient. */
  nextRecipient: number;
}

/** Calls that a client makes. */
type ClientCall = Exclude<CallName, "webhook">;

const statusOf: Record<ClientCall, number> = {
  noop: 200,
  start: 201,
  right: 200,
  wrong: 422,
  delivered: 200,
  floor: 200,
};

export interface Plan {
  call: CallName;
  clients: number;
  seconds: number;
  round: number;
  /** More calls than can be made in that time. */
  atMost: number;
}

/** Prepares what one measurement needs, waits until all is quiet, then measures. */
export async function measure(bench: Bench, plan: Plan): Promise<Sample> {
  const { call } = plan;
  return call === "webhook" ? measureWebhooks(bench, plan) : measureCalls(bench, { ...plan, call });
}

async function measureCalls(bench: Bench, plan: Plan & { call: ClientCall }): Promise<Sample> {
  const { subject, floor } = bench;
  const target = plan.call === "floor" ? floor! : subject;
  const supply = await supplyFor(bench, plan);
  const removeProvider = supply.kind === "cycles" ? await sendToSink(bench) : null;
  await subject.engine.ask("drained", null);

  const before = { server: processMicros(target.pid), database: databaseMicros(bench.postmaster) };
  const result = await bench.load.ask("run", {
    port: target.port,
    apiKey: subject.apiKey,
    supply,
    clients: plan.clients,
    seconds: plan.seconds,
    status: statusOf[plan.call],
  });
  // Delivering what was started belongs to the price of starting it.
  await subject.engine.ask("drained", null);
  await removeProvider?.();
  if (supply.kind === "start" || supply.kind === "cycles")
    bench.nextRecipient += result.requests + plan.clients;
  return {
    ...result,
    call: plan.call,
    clients: plan.clients,
    round: plan.round,
    perSecond: result.requests / result.seconds,
    serverMicros: (processMicros(target.pid) - before.server) / result.requests,
    databaseMicros: (databaseMicros(bench.postmaster) - before.database) / result.requests,
  };
}

/** Requests to one endpoint at once (`lib/webhooks`). */
const webhooksAtOnce = 8;

/**
 * Events of verifications that are all committed at once, and sent to an endpoint on loopback. A call is one event: read, made a
 * message, rendered with its verification, signed, sent, and its response recorded.
 */
async function measureWebhooks(bench: Bench, { call, round, atMost }: Plan): Promise<Sample> {
  const { load, subject, postmaster } = bench;
  const ids = (await prepare(bench, atMost)).map(({ right }) => right.id);
  const url = `http://127.0.0.1:${await load.ask("openWebhookSink", null)}/`;
  const remove = await createIn(subject, "/webhook-endpoints", { url, types: ["verification.attempted"] });
  await subject.engine.ask("drained", null);
  const before = { server: processMicros(subject.pid), database: databaseMicros(postmaster) };
  const received = load.ask("receiveWebhooks", ids.length);
  await subject.engine.ask("emit", ids);
  const result = await received;
  await subject.engine.ask("webhooksRecorded", null);
  const server = (processMicros(subject.pid) - before.server) / result.requests;
  const database = (databaseMicros(postmaster) - before.database) / result.requests;
  await remove();
  const perSecond = result.requests / result.seconds;
  return {
    ...result,
    call,
    round,
    clients: webhooksAtOnce,
    perSecond,
    serverMicros: server,
    databaseMicros: database,
  };
}

/** Has the server send its mail to the load generator, until the returned function is called. */
async function sendToSink({ load, subject }: Bench): Promise<() => Promise<void>> {
  const endpoint = `http://127.0.0.1:${await load.ask("openSink", null)}/`;
  return createIn(subject, "/providers", { kind: "http", channels: ["email"], config: { endpoint } });
}

/** Creates something by the API. Returns a function that deletes it. */
async function createIn({ port, apiKey }: Subject, path: string, body: object): Promise<() => Promise<void>> {
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { id: string };
  };
  const { id } = await call("POST", path, body);
  return async () => {
    await call("DELETE", `${path}/${id}`);
  };
}

/** Wrong codes are tried this often on each verification, one less than it bears. */
const wrongPerVerification = 4;

async function supplyFor(bench: Bench, { call, atMost }: Plan & { call: ClientCall }): Promise<Supply> {
  switch (call) {
    case "noop":
      return { kind: "noop" };
    case "floor":
      return { kind: "floor", rows: bench.floor!.rows };
    case "start":
      return { kind: "start", first: bench.nextRecipient };
    case "delivered":
      return { kind: "cycles", first: bench.nextRecipient };
    case "right":
      return { kind: "checks", checks: (await prepare(bench, atMost)).map(({ right }) => right) };
    case "wrong": {
      const once = (await prepare(bench, atMost / wrongPerVerification)).map(({ wrong }) => wrong);
      // All of them once, then all of them again: two tries for one row are never under way together.
      return { kind: "checks", checks: Array.from({ length: wrongPerVerification }, () => once).flat() };
    }
  }
}

async function prepare(bench: Bench, wanted: number) {
  const count = Math.ceil(wanted);
  const made = await bench.subject.engine.ask("prepare", { first: bench.nextRecipient, count });
  bench.nextRecipient += count;
  return made;
}
