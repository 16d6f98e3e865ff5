import { createHmac, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

type Form = Record<string, string | string[]>;

/** A message or a call that was accepted. */
export interface AcceptedByTwilio {
  sid: string;
  type: "message" | "call";
  to: string;
  form: Form;
  statusCallback: string | null;
}

/** What the stand-in does with a request instead of what Twilio would do. */
export type TwilioAnswer =
  /** Takes the request and never answers. Nothing is accepted. */
  | { type: "hang" }
  /** An error of Twilio's API by its code, with the documented format. */
  | { type: "error"; code: number; status?: number; message?: string; headers?: Record<string, string> }
  | { type: "raw"; status: number; body: string };

export interface CallbackOptions {
  /** Defaults to the account's auth token. Another one makes a forged signature. */
  authToken?: string;
  /** The URL that is signed, for requests that a proxy has changed. Defaults to the status callback's. */
  signedUrl?: string;
  afterMs?: number;
  /** How often the same callback is sent. Defaults to once. */
  times?: number;
}

export interface TwilioStandIn {
  /** For the config's `baseUrl`. */
  url: string;
  accountSid: string;
  authToken: string;
  apiKeySid: string;
  apiKeySecret: string;
  /** The accepted messages and calls, in order. */
  accepted: AcceptedByTwilio[];
  /** Every request: method and path. */
  requests: string[];
  connectionCount: number;
  /** Requests without an answer whose client still waits. */
  pendingRequests(): number;
  /** Answers the next requests that create something with these, in order. */
  script(...answers: TwilioAnswer[]): void;
  /** Answers everything to one number with this, until it is called with null. */
  scriptNumber(to: string, answer: TwilioAnswer | null): void;
  /** Sends a signed status callback for something accepted, and returns the statuses of the answers. */
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
 * https://www.twilio.com/docs/messaging/api/message-resource and https://www.twilio.com/docs/voice/api/call-resource
 * describe them: `POST …/Messages.json`, `POST …/Calls.json` and `GET /2010-04-01/Accounts/{sid}.json`. It checks every
 * request against that format, and can be scripted to fail.
 */
export async function startTwilioStandIn(): Promise<TwilioStandIn> {
  const server = new StandInServer();
  await server.listen();
  return server;
}

const errors: Record<number, [number, string]> = {
  20003: [401, "Authenticate"],
  20404: [404, "The requested resource was not found"],
  20429: [429, "Too Many Requests"],
  20500: [500, "Internal Server Error"],
  20503: [503, "Service Unavailable"],
  21201: [400, "No 'To' number is specified"],
  21210: [400, "'From' phone number not verified"],
  21211: [400, "The 'To' number is not a valid phone number."],
  21212: [400, "The 'From' number is not a valid phone number, shortcode, or alphanumeric sender ID."],
  21408: [403, "Permission to send an SMS has not been enabled for the region indicated by the 'To' number"],
  21603: [400, "A 'From' phone number is required."],
  21604: [400, "A 'To' phone number is required."],
  21609: [400, "The 'StatusCallback' URL is not a valid URL."],
  21610: [400, "Attempt to send to unsubscribed recipient"],
  21614: [400, "'To' number is not a valid mobile number"],
  21619: [400, "A text message body or media urls must be specified."],
  63003: [400, "Channel could not find To address"],
};

class ApiError extends Error {
  constructor(readonly code: number) {
    super(errors[code]?.[1] ?? "Bad Request");
  }
}

class StandInServer implements TwilioStandIn {
  url = "";
  readonly accountSid = `AC${randomBytes(16).toString("hex")}`;
  readonly authToken = randomBytes(16).toString("hex");
  readonly apiKeySid = `SK${randomBytes(16).toString("hex")}`;
  readonly apiKeySecret = randomBytes(16).toString("hex");
  readonly accepted: AcceptedByTwilio[] = [];
  readonly requests: string[] = [];
  connectionCount = 0;
  readonly #sockets = new Set<Socket>();
  readonly #pending = new Set<ServerResponse>();
  readonly #script: TwilioAnswer[] = [];
  readonly #numbers = new Map<string, TwilioAnswer>();
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  async listen(): Promise<void> {
    this.#server.on("connection", (socket) => {
      this.connectionCount += 1;
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
    });
    this.#server.listen(0, "127.0.0.1");
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

  async sendCallback(
    about: AcceptedByTwilio,
    fields: Record<string, string>,
    { authToken = this.authToken, signedUrl, afterMs = 0, times = 1 }: CallbackOptions = {},
  ): Promise<number[]> {
    if (!about.statusCallback) throw new Error("It was sent without a status callback.");
    await wait(afterMs);
    const ids: Record<string, string> =
      about.type === "message" ? { MessageSid: about.sid, SmsSid: about.sid } : { CallSid: about.sid };
    const form: Record<string, string> = {
      AccountSid: this.accountSid,
      ApiVersion: "2010-04-01",
      To: about.to,
      ...ids,
      ...fields,
    };
    const signature = sign(authToken, signedUrl ?? about.statusCallback, form);
    const statuses: number[] = [];
    for (let time = 0; time < times; time++) {
      const response = await fetch(about.statusCallback, {
        method: "POST",
        headers: {
          "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
          "x-twilio-signature": signature,
          "user-agent": "TwilioProxy/1.1",
        },
        body: new URLSearchParams(form).toString(),
      });
      statuses.push(response.status);
      await response.arrayBuffer();
    }
    return statuses;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#pending.add(response);
    response.on("close", () => this.#pending.delete(response));
    this.requests.push(`${request.method} ${request.url}`);
    try {
      const body = await textOf(request);
      this.#authenticate(request);
      await this.#answer(request, body, response);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      respondError(response, error.code, errors[error.code]?.[0] ?? 400, error.message);
    }
  }

  #authenticate({ headers }: IncomingMessage): void {
    const [scheme, encoded = ""] = (headers.authorization ?? "").split(" ");
    const given = Buffer.from(encoded, "base64").toString();
    const known = [`${this.accountSid}:${this.authToken}`, `${this.apiKeySid}:${this.apiKeySecret}`];
    if (scheme !== "Basic" || !known.includes(given)) throw new ApiError(20003);
  }

  async #answer(request: IncomingMessage, body: string, response: ServerResponse): Promise<void> {
    const account = `/2010-04-01/Accounts/${this.accountSid}`;
    if (request.method === "GET" && request.url === `${account}.json`)
      return respond(response, 200, { sid: this.accountSid, status: "active", type: "Full" });
    const type = request.url === `${account}/Messages.json` ? "message" : "call";
    if (request.method !== "POST" || (type === "call" && request.url !== `${account}/Calls.json`))
      throw new ApiError(20404);
    if (!request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded"))
      throw new ApiError(21604);
    const form = formOf(body);
    const scripted = this.#numbers.get(String(form.To)) ?? this.#script.shift();
    if (scripted) return this.#answerScripted(scripted, response);
    if (type === "message") checkMessage(form);
    else checkCall(form);
    const sid = `${type === "message" ? "SM" : "CA"}${randomBytes(16).toString("hex")}`;
    const statusCallback = typeof form.StatusCallback === "string" ? form.StatusCallback : null;
    this.accepted.push({ sid, type, to: String(form.To), form, statusCallback });
    const common = {
      sid,
      account_sid: this.accountSid,
      to: form.To,
      from: form.From ?? null,
      status: "queued",
    };
    respond(response, 201, { ...common, api_version: "2010-04-01", uri: `${request.url}/${sid}.json` });
  }

  #answerScripted(answer: TwilioAnswer, response: ServerResponse): void {
    switch (answer.type) {
      case "hang":
        return;
      case "raw":
        response.writeHead(answer.status).end(answer.body);
        return;
      case "error": {
        const [status, message] = errors[answer.code] ?? [400, "Bad Request"];
        respondError(
          response,
          answer.code,
          answer.status ?? status,
          answer.message ?? message,
          answer.headers,
        );
      }
    }
  }
}

const number = /^\+[1-9]\d{6,14}$/;
const anySender = /^(\+[1-9]\d{6,14}|\d{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 &+_-]{1,11})$/;

function checkMessage(form: Form): void {
  const to = String(form.To ?? "");
  if (!to) throw new ApiError(21604);
  if (!number.test(to.replace(/^whatsapp:/, ""))) throw new ApiError(21211);
  const service = form.MessagingServiceSid;
  if (!service && !form.From) throw new ApiError(21603);
  if (service && !/^MG[0-9a-f]{32}$/.test(String(service))) throw new ApiError(20404);
  if (form.From && !anySender.test(String(form.From).replace(/^whatsapp:/, ""))) throw new ApiError(21212);
  if (form.ContentVariables) JSON.parse(String(form.ContentVariables));
  if (!form.Body && !form.ContentSid) throw new ApiError(21619);
  checkCallbackUrl(form);
}

function checkCall(form: Form): void {
  const to = String(form.To ?? "");
  if (!to) throw new ApiError(21201);
  if (!number.test(to)) throw new ApiError(21211);
  if (!number.test(String(form.From ?? ""))) throw new ApiError(21212);
  const twiml = String(form.Twiml ?? "");
  if (
    !/^<\?xml version="1.0" encoding="UTF-8"\?><Response>(<Say language="[a-zA-Z-]+">[^<>]*<\/Say>|<Pause length="\d+"\/>)+<\/Response>$/.test(
      twiml,
    )
  )
    throw new Error(`This is not the TwiML of a call: ${twiml}`);
  checkCallbackUrl(form);
}

function checkCallbackUrl({ StatusCallback: url }: Form): void {
  if (url !== undefined && !URL.canParse(String(url))) throw new ApiError(21609);
}

/** https://www.twilio.com/docs/usage/security#explore-the-algorithm-yourself */
function sign(authToken: string, url: string, form: Record<string, string>): string {
  const text = Object.keys(form)
    .sort()
    .reduce((all, name) => all + name + form[name], url);
  return createHmac("sha1", authToken).update(text).digest("base64");
}

function formOf(body: string): Form {
  const form = new URLSearchParams(body);
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const values = form.getAll(name);
      return [name, values.length > 1 ? values : values[0]!];
    }),
  );
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
) {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

function respondError(
  response: ServerResponse,
  code: number,
  status: number,
  message: string,
  headers?: Record<string, string>,
): void {
  respond(
    response,
    status,
    { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
    headers,
  );
}
