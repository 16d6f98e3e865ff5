import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import {
  type AcceptedEmail,
  type ApiFailure,
  checkEmail,
  domainList,
  type EmailEvent,
  eventOf,
  failureOf,
  parseJson,
} from "./resend-wire";
import {
  postRepeatedly,
  type Repeated,
  type ScriptedAnswer,
  type StandIn,
  StandInServer,
} from "./stand-in-server";

export type { AcceptedEmail, EmailEvent } from "./resend-wire";

/** One request as it arrived. */
export interface ReceivedRequest {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  /** Parsed. Undefined if it is not JSON. */
  body: unknown;
}

/** By the name of an error of Resend's API. */
type ResendFailure = { name: string; statusCode?: number };

/** What the stand-in does with an email instead of what Resend would do. */
export type ResendAnswer = ScriptedAnswer<ResendFailure>;

export interface ResendStandInOptions {
  /** Defaults to any free port. */
  port?: number;
  /** Verified domains. Emails from others are refused with 403. Defaults to accepting all. */
  domains?: readonly string[];
}

export interface SignOptions {
  /** Defaults to the stand-in's webhook secret. Another one makes a forged signature. */
  secret?: string;
  /** Defaults to now. */
  sentAt?: Date;
  /** `svix-id`: the same for every try of one event. Defaults to a new one. */
  id?: string;
}

/** If it is sent several times, it is the same signed event. */
export interface SendEventOptions extends SignOptions, Repeated {}

/** A webhook request, signed. */
export interface SignedEvent {
  headers: Record<string, string>;
  body: string;
}

/** Scripted answers are for `POST /emails`. */
export interface ResendStandIn extends StandIn<ResendFailure> {
  /** A key with full access. */
  apiKey: string;
  /** A key that can only send. */
  sendingKey: string;
  webhookSecret: string;
  /** The accepted emails, in order. Repeated requests with the same idempotency key are in it once. */
  emails: AcceptedEmail[];
  /** Every request, whatever it was answered. */
  requests: ReceivedRequest[];
  /** A signed webhook request, for callers that need none over HTTP. */
  sign(event: EmailEvent, options?: SignOptions): SignedEvent;
  /** Makes an event about an accepted email: `event("email.bounced", email, { bounce: { … } })`. */
  event(type: string, email: AcceptedEmail, details?: Record<string, unknown>): EmailEvent;
  /** Signs an event, posts it to a URL and returns the statuses of the answers. */
  sendEvent(url: string, event: EmailEvent, options?: SendEventOptions): Promise<number[]>;
}

interface Answer {
  status: number;
  body: string;
  headers?: Record<string, string>;
}

/**
 * A server on loopback that behaves like the parts of Resend's API that the provider uses: `POST /emails` and
 * `GET /domains`, as https://resend.com/docs/api-reference describes them. It checks every request against that format,
 * honors idempotency keys, and can be scripted to fail.
 */
export async function startResendStandIn(options: ResendStandInOptions = {}): Promise<ResendStandIn> {
  return new ResendServer(options).listen(options.port);
}

class ResendServer extends StandInServer<ResendFailure> implements ResendStandIn {
  readonly apiKey = `re_${randomBytes(12).toString("hex")}`;
  readonly sendingKey = `re_${randomBytes(12).toString("hex")}`;
  readonly webhookSecret = `whsec_${randomBytes(24).toString("base64")}`;
  readonly emails: AcceptedEmail[] = [];
  readonly requests: ReceivedRequest[] = [];
  readonly event = eventOf;
  /** By idempotency key, with the body that it was used with. `answer` is null while the first request runs. */
  readonly #keys = new Map<string, { body: string; answer: Answer | null }>();

  constructor(private readonly options: ResendStandInOptions) {
    super();
  }

  sign(event: EmailEvent, { secret, sentAt = new Date(), id }: SignOptions = {}): SignedEvent {
    const body = JSON.stringify(event);
    const svixId = id ?? `msg_${randomBytes(12).toString("hex")}`;
    return {
      headers: {
        "content-type": "application/json",
        "user-agent": "Svix-Webhooks/1.0",
        "svix-id": svixId,
        "svix-timestamp": String(Math.floor(sentAt.getTime() / 1000)),
        "svix-signature": new Webhook(secret ?? this.webhookSecret).sign(svixId, sentAt, body),
      },
      body,
    };
  }

  async sendEvent(url: string, event: EmailEvent, options: SendEventOptions = {}): Promise<number[]> {
    const { afterMs, times, ...how } = options;
    return postRepeatedly(url, this.sign(event, how), { afterMs, times });
  }

  protected async answer(request: IncomingMessage, response: ServerResponse, text: string): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", "http://stand-in");
    const body = parseJson(text);
    this.requests.push({ method: request.method ?? "", path: pathname, headers: request.headers, body });
    const answer = await this.#answer(request, response, pathname, text, body);
    if (!answer || response.destroyed) return;
    response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers });
    response.end(answer.body);
  }

  /** Null if there is no answer. */
  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    text: string,
    body: unknown,
  ): Promise<Answer | null> {
    const failure = this.#checkRequest(request, path);
    if (failure) return answerOf(failure);
    if (path === "/domains") return { status: 200, body: JSON.stringify(domainList(this.options.domains)) };
    const { to } = (body ?? {}) as { to?: unknown };
    const scripted = this.nextScripted([to].flat().map(String));
    switch (scripted?.type) {
      case "hang":
        return null;
      case "accept_and_hang":
        this.#acceptEmail(request, text, body);
        return null;
      case "disconnect":
        response.destroy();
        return null;
      case "error":
        return answerOf(failureOf(scripted.name, scripted.message, scripted.statusCode), scripted.headers);
      case "raw":
        return scripted;
      case "delay":
        return this.#acceptLater(request, text, body, scripted.ms);
      case undefined:
        return this.#acceptEmail(request, text, body);
    }
  }

  /** Method, path and credentials. */
  #checkRequest({ method, headers }: IncomingMessage, path: string): ApiFailure | undefined {
    const allowed = { "/emails": "POST", "/domains": "GET" }[path];
    if (!allowed) return failureOf("not_found");
    if (method !== allowed) return failureOf("method_not_allowed");
    // Requests without it are refused before they reach the API.
    if (!headers["user-agent"]) return failureOf("application_error", "error code: 1010", 403);
    if (!headers.authorization) return failureOf("missing_api_key");
    const [scheme, key] = headers.authorization.split(" ");
    const isKnown = scheme === "Bearer" && (key === this.apiKey || key === this.sendingKey);
    if (!isKnown) return failureOf("validation_error", "API key is invalid", path === "/emails" ? 401 : 400);
    if (path === "/domains" && key === this.sendingKey) return failureOf("restricted_api_key");
    return undefined;
  }

  /** The request with the same key that arrives in the meantime gets `concurrent_idempotent_requests`. */
  async #acceptLater(request: IncomingMessage, text: string, body: unknown, ms: number): Promise<Answer> {
    const key = keyOf(request);
    if (key !== undefined && !this.#keys.has(key)) {
      this.#keys.set(key, { body: text, answer: null });
      await wait(ms);
      this.#keys.delete(key);
    } else {
      await wait(ms);
    }
    return this.#acceptEmail(request, text, body);
  }

  #acceptEmail(request: IncomingMessage, text: string, body: unknown): Answer {
    const key = keyOf(request);
    if (key !== undefined && (key.length < 1 || key.length > 256)) {
      return answerOf(failureOf("invalid_idempotency_key"));
    }
    const earlier = key === undefined ? undefined : this.#keys.get(key);
    if (earlier && earlier.body !== text) return answerOf(failureOf("invalid_idempotent_request"));
    if (earlier) return earlier.answer ?? answerOf(failureOf("concurrent_idempotent_requests"));
    const checked = checkEmail(request.headers["content-type"], body, this.options.domains);
    if ("name" in checked) return answerOf(checked);
    const id = randomUUID();
    const answer: Answer = { status: 200, body: JSON.stringify({ id }) };
    this.emails.push({ id, idempotencyKey: key ?? null, ...checked });
    if (key !== undefined) this.#keys.set(key, { body: text, answer });
    return answer;
  }
}

function keyOf({ headers }: IncomingMessage): string | undefined {
  const key = headers["idempotency-key"];
  return Array.isArray(key) ? key[0] : key;
}

function answerOf({ statusCode, message, name }: ApiFailure, headers?: Record<string, string>): Answer {
  return { status: statusCode, body: JSON.stringify({ statusCode, message, name }), headers };
}
