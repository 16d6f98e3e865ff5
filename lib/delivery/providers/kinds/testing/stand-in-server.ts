import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** What a stand-in does with a request instead of what the provider would do. */
export type ScriptedAnswer<Failure> =
  /** Takes the request and never answers. Nothing is accepted. */
  | { type: "hang" }
  /** Accepts the message, and never answers: the client cannot know. */
  | { type: "accept_and_hang" }
  /** Answers as the provider would, later. */
  | { type: "delay"; ms: number }
  /** Closes the connection without an answer. */
  | { type: "disconnect" }
  /** An error of the provider's API, with the documented status and format. */
  | ({ type: "error"; message?: string; headers?: Record<string, string> } & Failure)
  /** Anything, as a proxy could answer. */
  | { type: "raw"; status: number; body: string; headers?: Record<string, string> };

/** What every stand-in shows of its server. */
export interface StandIn<Failure> {
  /** For the config's `baseUrl`. */
  url: string;
  /** Connections so far. */
  connectionCount: number;
  /** Requests without an answer whose client still waits. */
  pendingRequests(): number;
  /** Answers the next messages with these, in order. Later ones are answered as the provider would. */
  script(...answers: ScriptedAnswer<Failure>[]): void;
  /** Answers all messages to one recipient with this, until it is called with null. */
  scriptRecipient(to: string, answer: ScriptedAnswer<Failure> | null): void;
  /** Ends all connections, too. */
  close(): Promise<void>;
}

/** How often and when a stand-in calls back. */
export interface Repeated {
  /** How long to wait before sending. Defaults to 0. */
  afterMs?: number;
  /** How often the same request is sent. Defaults to once. */
  times?: number;
}

/** A server on loopback in a provider's place: its connections, and the script of its failures. */
export abstract class StandInServer<Failure> implements StandIn<Failure> {
  url = "";
  connectionCount = 0;
  readonly #sockets = new Set<Socket>();
  readonly #pending = new Set<ServerResponse>();
  readonly #script: ScriptedAnswer<Failure>[] = [];
  readonly #recipients = new Map<string, ScriptedAnswer<Failure>>();
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  /** `body` is the whole request's, as text. */
  protected abstract answer(request: IncomingMessage, response: ServerResponse, body: string): Promise<void>;

  async listen(port = 0): Promise<this> {
    this.#server.on("connection", (socket) => {
      this.connectionCount += 1;
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
    });
    this.#server.listen(port, "127.0.0.1");
    await once(this.#server, "listening");
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  pendingRequests(): number {
    return this.#pending.size;
  }

  script(...answers: ScriptedAnswer<Failure>[]): void {
    this.#script.push(...answers);
  }

  scriptRecipient(to: string, answer: ScriptedAnswer<Failure> | null): void {
    if (answer) this.#recipients.set(to, answer);
    else this.#recipients.delete(to);
  }

  /** The recipients' answers come before those for whoever is next. */
  protected nextScripted(recipients: readonly string[]): ScriptedAnswer<Failure> | undefined {
    const byRecipient = recipients.map((to) => this.#recipients.get(to));
    return byRecipient.find((answer) => answer !== undefined) ?? this.#script.shift();
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#pending.add(response);
    response.on("close", () => this.#pending.delete(response));
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      await this.answer(request, response, Buffer.concat(chunks).toString("utf8"));
    } catch {
      // The client went away, or this server has a bug. The test that waits for an answer sees it.
      response.destroy();
    }
  }
}

/** Posts the same callback once or several times and returns the statuses of the answers. */
export async function postRepeatedly(
  url: string,
  request: { headers: Record<string, string>; body: string },
  { afterMs = 0, times = 1 }: Repeated,
): Promise<number[]> {
  await wait(afterMs);
  const statuses: number[] = [];
  for (let sent = 0; sent < times; sent++) {
    const response = await fetch(url, { method: "POST", ...request });
    await response.arrayBuffer();
    statuses.push(response.status);
  }
  return statuses;
}

export function respondJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}
