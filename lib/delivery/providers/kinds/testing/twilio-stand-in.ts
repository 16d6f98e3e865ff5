import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import {
  type AcceptedByTwilio,
  acceptedBodyOf,
  checkCall,
  checkMessage,
  errorOf,
  type Form,
  formOf,
  newSid,
  RefusedByTwilio,
  signatureOf,
  withoutChannel,
} from "./twilio-wire";

export type { AcceptedByTwilio } from "./twilio-wire";

/** One request as it arrived. */
export interface ReceivedRequest {
  method: string;
  /** With its query. */
  path: string;
  headers: IncomingMessage["headers"];
  form: Form;
}

/** What the stand-in does with a request instead of what Twilio would do. */
export type TwilioAnswer =
  /** Takes the request and never answers. Nothing is accepted. */
  | { type: "hang" }
  /** Accepts the message or call, and never answers: the client cannot know. */
  | { type: "accept_and_hang" }
  /** Answers as Twilio would, later. What it accepts is accepted at once. */
  | { type: "delay"; ms: number }
  /** Closes the connection without an answer. */
  | { type: "disconnect" }
  /** An error of Twilio's API by its code, with the documented status and format. */
  | { type: "error"; code: number; status?: number; message?: string; headers?: Record<string, string> }
  /** Anything, as a proxy could answer. */
  | { type: "raw"; status: number; body: string; headers?: Record<string, string> };

export interface TwilioStandInOptions {
  /** Defaults to any free port. */
  port?: number;
  /** The account's status. Defaults to `active`. */
  accountStatus?: "active" | "suspended" | "closed";
}

export interface SignOptions {
  /** Defaults to the account's auth token. Another one makes a forged signature. */
  authToken?: string;
  /** The URL that is signed, for requests that a proxy has changed. Defaults to the status callback's. */
  signedUrl?: string;
}

export interface CallbackOptions extends SignOptions {
  /** Where the callback is sent, if not to the status callback's URL. */
  url?: string;
  /** How long to wait before sending. Defaults to 0. */
  afterMs?: number;
  /** How often the same callback is sent. Defaults to once. */
  times?: number;
}

/** A status callback, signed. */
export interface SignedCallback {
  headers: Record<string, string>;
  body: string;
}

export interface TwilioStandIn {
  /** For the config's `baseUrl`. */
  url: string;
  accountSid: string;
  authToken: string;
  /** A standard API key. */
  apiKeySid: string;
  apiKeySecret: string;
  /** The accepted messages and calls, in order. */
  accepted: AcceptedByTwilio[];
  /** Every request, whatever it was answered. */
  requests: ReceivedRequest[];
  /** Connections so far. */
  connectionCount: number;
  /** Requests without an answer whose client still waits. */
  pendingRequests(): number;
  /** Answers the next requests for messages and calls with these, in order. Later ones are answered as Twilio would. */
  script(...answers: TwilioAnswer[]): void;
  /** Answers everything to one number with this, on every channel, until it is called with null. */
  scriptNumber(to: string, answer: TwilioAnswer | null): void;
  /** A signed status callback, for callers that need none over HTTP. */
  signCallback(
    about: AcceptedByTwilio,
    fields: Record<string, string>,
    options?: SignOptions,
  ): SignedCallback;
  /**
   * Sends a signed status callback (`{ MessageStatus: "delivered" }`, `{ CallStatus: "busy" }`) and returns the statuses of
   * the answers. For an order that Twilio does not promise, call it in that order.
   */
  sendCallback(
    about: AcceptedByTwilio,
    fields: Record<string, string>,
    options?: CallbackOptions,
  ): Promise<number[]>;
  /** Ends all connections, too. */
  close(): Promise<void>;
}

/**
 * A server on loopback that behaves like the parts of Twilio's API that the provider uses, as
 * https://www.twilio.com/docs/messaging/api/message-resource, https://www.twilio.com/docs/voice/api/call-resource and
 * https://www.twilio.com/docs/iam/api/account describe them. It checks every request against that format, and can be
 * scripted to fail.
 */
export async function startTwilioStandIn(options: TwilioStandInOptions = {}): Promise<TwilioStandIn> {
  const server = new StandInServer(options.accountStatus ?? "active");
  await server.listen(options.port ?? 0);
  return server;
}

class StandInServer implements TwilioStandIn {
  url = "";
  readonly accountSid = newSid("AC");
  readonly authToken = newSid("");
  readonly apiKeySid = newSid("SK");
  readonly apiKeySecret = newSid("");
  readonly accepted: AcceptedByTwilio[] = [];
  readonly requests: ReceivedRequest[] = [];
  connectionCount = 0;
  readonly #sockets = new Set<Socket>();
  readonly #pending = new Set<ServerResponse>();
  readonly #script: TwilioAnswer[] = [];
  readonly #numbers = new Map<string, TwilioAnswer>();
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  constructor(private readonly accountStatus: string) {}

  async listen(port: number): Promise<void> {
    this.#server.on("connection", (socket) => {
      this.connectionCount += 1;
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
    });
    this.#server.listen(port, "127.0.0.1");
    await once(this.#server, "listening");
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  pendingRequests(): number {
    return this.#pending.size;
  }

  script(...answers: TwilioAnswer[]): void {
    this.#script.push(...answers);
  }

  scriptNumber(to: string, answer: TwilioAnswer | null): void {
    if (answer) this.#numbers.set(to, answer);
    else this.#numbers.delete(to);
  }

  signCallback(
    about: AcceptedByTwilio,
    fields: Record<string, string>,
    { authToken = this.authToken, signedUrl = about.statusCallback ?? "" }: SignOptions = {},
  ): SignedCallback {
    const form = { ...this.#fieldsOf(about, fields), ...fields };
    return {
      headers: {
        "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
        "x-twilio-signature": signatureOf(authToken, signedUrl, form),
        "user-agent": "TwilioProxy/1.1",
      },
      body: new URLSearchParams(form).toString(),
    };
  }

  async sendCallback(
    about: AcceptedByTwilio,
    fields: Record<string, string>,
    { url = about.statusCallback ?? undefined, afterMs = 0, times = 1, ...sign }: CallbackOptions = {},
  ): Promise<number[]> {
    if (!url) throw new Error("It was sent without a status callback.");
    await wait(afterMs);
    const callback = this.signCallback(about, fields, { signedUrl: about.statusCallback ?? url, ...sign });
    const statuses: number[] = [];
    for (let time = 0; time < times; time++) {
      const response = await fetch(url, { method: "POST", ...callback });
      statuses.push(response.status);
      await response.arrayBuffer();
    }
    return statuses;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /**
   * https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks and
   * https://www.twilio.com/docs/voice/api/call-resource#statuscallback
   */
  #fieldsOf({ sid, type, to, form }: AcceptedByTwilio, fields: Record<string, string>) {
    const common = { AccountSid: this.accountSid, ApiVersion: "2010-04-01", To: to };
    const from = { From: String(form.From ?? "+15005550006") };
    if (type === "call") return { ...common, ...from, CallSid: sid, Direction: "outbound-api" };
    const service: Record<string, string> = form.MessagingServiceSid
      ? { MessagingServiceSid: String(form.MessagingServiceSid) }
      : {};
    const status: Record<string, string> = fields.MessageStatus ? { SmsStatus: fields.MessageStatus } : {};
    return { ...common, ...from, ...service, ...status, MessageSid: sid, SmsSid: sid };
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#pending.add(response);
    response.on("close", () => this.#pending.delete(response));
    try {
      const { method = "", url: path = "", headers } = request;
      const received = { method, path, headers, form: formOf(await textOf(request)) };
      this.requests.push(received);
      await this.#answer(received, response);
    } catch (error) {
      if (error instanceof RefusedByTwilio) return respondError(response, error.code);
      // The client went away, or this server has a bug. The test that waits for an answer sees it.
      response.destroy();
    }
  }

  async #answer(request: ReceivedRequest, response: ServerResponse): Promise<void> {
    const { method, path, headers } = request;
    const isApiKey = this.#authenticate(headers);
    const account = `/2010-04-01/Accounts/${this.accountSid}`;
    const [resource] = path.split("?");
    if (method === "GET" && resource === `${account}.json`) {
      // Standard keys cannot read accounts (https://www.twilio.com/docs/iam/api-keys/keys-in-console).
      if (isApiKey) throw new RefusedByTwilio(20003);
      return respond(response, 200, { sid: this.accountSid, status: this.accountStatus, type: "Full" });
    }
    const type = { [`${account}/Messages.json`]: "message", [`${account}/Calls.json`]: "call" }[resource!];
    if (method === "GET" && type === "message")
      return respond(response, 200, { messages: [], page: 0, page_size: 1, next_page_uri: null });
    if (method !== "POST" || !type) throw new RefusedByTwilio(20404);
    await this.#create(type as AcceptedByTwilio["type"], request, response);
  }

  /** Returns whether it is the API key's. */
  #authenticate({ authorization = "" }: IncomingMessage["headers"]): boolean {
    const [scheme, encoded = ""] = authorization.split(" ");
    const given = Buffer.from(encoded, "base64").toString();
    const isApiKey = given === `${this.apiKeySid}:${this.apiKeySecret}`;
    if (scheme !== "Basic" || !(isApiKey || given === `${this.accountSid}:${this.authToken}`))
      throw new RefusedByTwilio(20003);
    return isApiKey;
  }

  async #create(
    type: AcceptedByTwilio["type"],
    { headers, form: sent }: ReceivedRequest,
    response: ServerResponse,
  ): Promise<void> {
    // Twilio only reads forms, so anything else has no fields.
    const form = headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ? sent : {};
    const scripted = this.#numbers.get(withoutChannel(form.To ?? "")) ?? this.#script.shift();
    switch (scripted?.type) {
      case "hang":
        return;
      case "disconnect":
        response.destroy();
        return;
      case "raw":
        response.writeHead(scripted.status, scripted.headers).end(scripted.body);
        return;
      case "error": {
        const { code, status, message, headers: extra } = scripted;
        return respondError(
          response,
          code,
          { ...(status && { status }), ...(message && { message }) },
          extra,
        );
      }
    }
    const accepted = this.#accept(type, form);
    if (scripted?.type === "accept_and_hang") return;
    if (scripted?.type === "delay") await wait(scripted.ms);
    respond(response, 201, acceptedBodyOf(this.accountSid, accepted));
  }

  #accept(type: AcceptedByTwilio["type"], form: Form): AcceptedByTwilio {
    if (type === "message") checkMessage(form);
    else checkCall(form);
    const accepted: AcceptedByTwilio = {
      sid: newSid(type === "message" ? "SM" : "CA"),
      type,
      to: String(form.To),
      form,
      statusCallback: typeof form.StatusCallback === "string" ? form.StatusCallback : null,
    };
    this.accepted.push(accepted);
    return accepted;
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function respond(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

function respondError(
  response: ServerResponse,
  code: number,
  over?: { status?: number; message?: string },
  headers?: Record<string, string>,
): void {
  const error = errorOf(code, over);
  respond(response, error.status, error, headers);
}
