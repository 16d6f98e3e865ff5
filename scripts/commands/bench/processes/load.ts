/** The load generator: so many connections, each sending its next request when the last one is answered. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { AnswerReader } from "../answer-reader";
import { answer } from "../child";
import { type Load, type LoadResult, recipientOf, requestsOf, requestWriter } from "../load";
import { percentile } from "../statistics";
import { type MessageSink, startMessageSink } from "./message-sink";
import { startWebhookSink, type WebhookSink } from "./webhook-sink";

export type LoadCommands = {
  run(load: Load): Promise<LoadResult>;
  /** The port that receives the messages of cycles. */
  openSink(input: null): Promise<number>;
  /** The port that receives webhooks. */
  openWebhookSink(input: null): Promise<number>;
  /** Waits for so many webhooks. Its times begin with this call. */
  receiveWebhooks(count: number): Promise<LoadResult>;
};

answer({ run, openSink, openWebhookSink, receiveWebhooks } satisfies LoadCommands);

let sink: MessageSink | undefined;

async function openSink(): Promise<number> {
  sink ??= await startMessageSink();
  return sink.port;
}

let webhookSink: WebhookSink | undefined;

async function openWebhookSink(): Promise<number> {
  webhookSink ??= await startWebhookSink();
  return webhookSink.port;
}

async function receiveWebhooks(count: number): Promise<LoadResult> {
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  const arrivals = await webhookSink!.next(count);
  const { user, system } = process.cpuUsage(cpu);
  const waits = Float64Array.from(arrivals, (at) => at - startedAt).sort();
  return {
    requests: count,
    seconds: waits.at(-1)! / 1000,
    p50Ms: percentile(waits, 0.5),
    p99Ms: percentile(waits, 0.99),
    micros: user + system,
  };
}

async function run(load: Load): Promise<LoadResult> {
  const cpu = process.cpuUsage();
  const latencies: number[] = [];
  const startedAt = performance.now();
  const endsAt = startedAt + load.seconds * 1000;
  const { supply } = load;
  if (supply.kind === "cycles") {
    const numbers = countFrom(supply.first);
    const clients = Array.from({ length: load.clients }, () => cycle(load, numbers, latencies, endsAt));
    await Promise.all(clients);
  } else {
    const requests = requestsOf(load);
    await Promise.all(Array.from({ length: load.clients }, () => drive(load, requests, latencies, endsAt)));
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const sorted = Float64Array.from(latencies).sort();
  return {
    requests: sorted.length,
    seconds,
    p50Ms: percentile(sorted, 0.5),
    p99Ms: percentile(sorted, 0.99),
    micros: user + system,
  };
}

/** One client. What is under way when the time is over is awaited and counted. */
function drive(load: Load, requests: Iterator<string>, latencies: number[], endsAt: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: load.port, host: "127.0.0.1", noDelay: true });
    const reader = new AnswerReader();
    let sentAt = 0;
    const next = () => {
      sentAt = performance.now();
      const request = sentAt < endsAt ? requests.next() : null;
      if (!request || request.done) return socket.end(resolve);
      socket.write(request.value);
    };
    socket.on("connect", next);
    socket.on("data", (chunk) => {
      const got = reader.push(chunk);
      if (!got) return;
      if (got.status !== load.status)
        return socket.destroy(new Error(`Expected ${load.status}, got:\n${got.text}`));
      latencies.push(performance.now() - sentAt);
      next();
    });
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("The server closed a connection.")));
  });
}

function* countFrom(first: number): Generator<number, never> {
  for (let n = first; ; n++) yield n;
}

/** One client that starts, receives the message and checks its code, again and again. Its latency is that of all three. */
async function cycle(
  load: Load,
  numbers: Iterator<number, never>,
  latencies: number[],
  endsAt: number,
): Promise<void> {
  const client = await Client.open(load.port);
  const post = requestWriter(load);
  for (;;) {
    const sentAt = performance.now();
    if (sentAt >= endsAt) break;
    const recipient = recipientOf(numbers.next().value);
    const started = await client.ask(post("/api/v1/verifications", `{"email":"${recipient}"}`), 201);
    const id = /"id":"(ver_\w+)"/.exec(started)![1];
    const code = await sink!.codeFor(recipient);
    await client.ask(post(`/api/v1/verifications/${id}/attempts`, `{"code":"${code}"}`), 200);
    latencies.push(performance.now() - sentAt);
  }
  client.close();
}

/** One connection, one request at a time. */
class Client {
  #settle: { resolve(text: string): void; reject(error: Error): void } | undefined;
  #status = 0;

  private constructor(private readonly socket: Socket) {
    const reader = new AnswerReader();
    socket.on("data", (chunk) => {
      const got = reader.push(chunk);
      if (!got) return;
      if (got.status === this.#status) this.#settle?.resolve(got.text);
      else this.#settle?.reject(new Error(`Expected ${this.#status}, got:\n${got.text}`));
    });
    socket.on("error", (error) => this.#settle?.reject(error));
    socket.on("close", () => this.#settle?.reject(new Error("The server closed a connection.")));
  }

  static async open(port: number): Promise<Client> {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    await once(socket, "connect");
    return new Client(socket);
  }

  /** Any other status ends the bench. */
  ask(request: string, status: number): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      this.#status = status;
      this.socket.write(request);
    });
  }

  close(): void {
    this.#settle = undefined;
    this.socket.end();
  }
}
