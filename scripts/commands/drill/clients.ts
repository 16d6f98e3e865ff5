import { type MessageSink, startMessageSink } from "../bench/processes/message-sink";
import type { Subject } from "../bench/subject";
import type { Afterwards, Entry, Ledger } from "./ledger";

/** Longer than the product needs for any response. */
const requestSeconds = 15;
/** A client goes on without a code that takes longer. The message itself may still arrive. */
const codeSeconds = 5;
/** After a failure, a client waits this long, as a real one would. */
const retryMs = 100;

interface Reply {
  status: number;
  body: { id?: string; status?: string };
}

/** Clients that start verifications, read the codes and check them, until they are told to stop. */
export class Clients {
  readonly ledger: Ledger = { entries: [], responses: [] };
  #next = 0;
  #isStopped = false;
  #running: Promise<void>[] = [];

  constructor(
    private readonly subject: Pick<Subject, "port" | "apiKey">,
    private readonly sink: Inbox,
  ) {}

  start(count: number): void {
    this.#running = Array.from({ length: count }, () => this.#drive());
  }

  /** Whether a request that was sent after an instant of `performance.now()` succeeded. */
  hasSucceededSince(instant: number): boolean {
    return this.ledger.responses.some(({ sentAt, status }) => sentAt > instant && status < 300 && status > 0);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all(this.#running);
  }

  /** Asks about every acknowledged verification. */
  async lookUp(): Promise<Map<string, Afterwards>> {
    const found = new Map<string, Afterwards>();
    await inTurns(this.ledger.entries, async ({ id }) => {
      const { status, body } = await this.#call("GET", `/verifications/${id}`);
      found.set(id, status === 200 ? { isVerified: body.status === "verified" } : null);
    });
    return found;
  }

  /** Tries every accepted code again. */
  async spendAgain(): Promise<void> {
    const spent = this.ledger.entries.filter(({ accepted }) => accepted > 0);
    await inTurns(spent, (entry) => this.#check(entry));
  }

  async #drive(): Promise<void> {
    while (!this.#isStopped) {
      const recipient = `jane.${this.#next++}@example.com`;
      const started = await this.#request("POST", "/verifications", { email: recipient });
      if (started.status !== 201) {
        await pause(retryMs);
        continue;
      }
      const entry: Entry = { id: started.body.id!, recipient, accepted: 0 };
      this.ledger.entries.push(entry);
      entry.code = await this.sink.codeFor(recipient, codeSeconds);
      // If the response to a check is lost, the code may have been accepted: the second try is refused then.
      for (let tries = 0; entry.code && tries < 50 && !(await this.#check(entry)); tries++)
        await pause(retryMs);
    }
  }

  /** Returns whether the check was decided. */
  async #check(entry: Entry): Promise<boolean> {
    const { status } = await this.#request("POST", `/verifications/${entry.id}/attempts`, {
      code: entry.code,
    });
    if (status === 200) entry.accepted++;
    return status !== 503;
  }

  async #request(method: string, path: string, body: object): Promise<Reply> {
    const sentAt = performance.now();
    const reply = await this.#call(method, path, body);
    // A code that was accepted before its response was lost is refused with 409.
    const isSpent = path.endsWith("/attempts") && reply.status === 409;
    if (!isSpent) this.ledger.responses.push({ sentAt, receivedAt: performance.now(), status: reply.status });
    return reply;
  }

  async #call(method: string, path: string, body?: object): Promise<Reply> {
    const { port, apiKey } = this.subject;
    try {
      const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
        body: body && JSON.stringify(body),
        signal: AbortSignal.timeout(requestSeconds * 1000),
      });
      return { status: response.status, body: (await response.json()) as Reply["body"] };
    } catch {
      return { status: 0, body: {} };
    }
  }

  /** Has the product send its mail to us, and refuse every code that was accepted before. */
  async prepare(): Promise<void> {
    const config = { endpoint: `http://127.0.0.1:${this.sink.port}/` };
    const provider = await this.#call("POST", "/providers", { kind: "http", channels: ["email"], config });
    if (provider.status !== 201) throw new Error(`The provider was refused with ${provider.status}.`);
    // By default the same caller can send the same code again for some seconds, and is told the same.
    const policies = { confirm: { email: { replaySeconds: 0 } } };
    const project = await this.#call("PATCH", "/project", { policies });
    if (project.status !== 200) throw new Error(`The policy was refused with ${project.status}.`);
  }
}

/** Receives the messages, and remembers who got one. */
export class Inbox {
  readonly received = new Set<string>();

  private constructor(private readonly sink: MessageSink) {}

  static async open(): Promise<Inbox> {
    const inbox: Inbox = new Inbox(await startMessageSink((recipient) => inbox.received.add(recipient)));
    return inbox;
  }

  get port(): number {
    return this.sink.port;
  }

  /** The code of the next message to a recipient. Undefined if none comes in time. */
  codeFor(recipient: string, seconds: number): Promise<string | undefined> {
    return Promise.race([this.sink.codeFor(recipient), pause(seconds * 1000)]);
  }

  /** Waits until everyone has got a message, at most so many seconds. */
  async untilReceived(recipients: readonly string[], seconds: number): Promise<void> {
    const deadline = performance.now() + seconds * 1000;
    while (recipients.some((one) => !this.received.has(one)) && performance.now() < deadline)
      await pause(100);
  }

  close(): void {
    this.sink.close();
  }
}

function pause(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

const lanes = 16;

async function inTurns<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const rest = all[Symbol.iterator]();
  const lane = async () => {
    for (const one of rest) await work(one);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
