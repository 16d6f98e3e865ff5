import type { z } from "zod";
import { type Ctx, isAllowedIp, logRequest, networkKey, type Scope } from "@/lib/access";
import { log } from "@/lib/log";
import { metrics } from "@/lib/metrics";
import { ok, type Refusal, type Result, refuse } from "@/lib/result";
import { type ActiveSpan, inSpan } from "@/lib/telemetry";
import { isJson, parseJson, readBody } from "./body";
import { clientAddress } from "./client-address";
import { disconnectOf } from "./disconnect";
import { type ServerSentEvent, streamedData, streamResponse } from "./event-stream";
import { idempotencyKeyOf, runOnce } from "./idempotency";
import { memberNames, pathTemplate } from "./logged-request";

import type { EdgeRefusal, Protocol, QuotaExceeded, QuotaLeft, Rendering } from "./protocol";
import { readQuery } from "./query";
import { setQuotaHeaders } from "./quota-headers";
import { refusalOfError } from "./refusal-of-error";
import { renderingOf } from "./request-id";
import { limitRequests } from "./request-limit";
import { violationsOf } from "./violations";

/** An endpoint's declaration, the source of its validation, types and OpenAPI document. */
export interface Declaration<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  V extends z.ZodType,
  R extends Refusal,
  L = undefined,
> {
  operationId: string;
  summary: string;
  description?: string;
  tag: string;
  /** The scope that a backend's key needs. Null: none. */
  scope: Scope | null;
  params?: P;
  query?: Q;
  body?: B;
  /** The longest body, in bytes, if it isn't the protocol's. */
  maxBodyBytes?: number;
  /** Finds the resource of the path, for vendors that report a missing one before they validate query and body. */
  load?: (named: { ctx: Ctx; params: z.output<P>; headers: Headers }) => Promise<Result<L, R>>;
  /** Default 200. */
  status?: 200 | 201 | 202 | 204;
  /** A stream's is made with `eventsOf`. */
  response: V;
  /** Every refusal that `run` can return. An undocumented one does not compile. */
  refusals: readonly R["code"][];
  /**
   * For a POST that creates or sends: it accepts an `Idempotency-Key`. Returns the part of the response that may be stored for a
   * replay, because stored responses must not contain secrets.
   */
  storable?: (value: z.output<V>) => z.output<V>;
}

export interface Incoming<P, Q, B, L = undefined> {
  ctx: Ctx;
  /** What `load` found. */
  loaded: L;
  params: P;
  query: Q;
  body: B;
  /** For vendors whose clients send a proof or a session outside the body. */
  headers: Headers;
  /** Header fields of the response, such as a cookie. Also sent with a refusal. */
  answerHeaders: Headers;
  /** Aborts when the client disconnects. For endpoints that wait: their time is not counted as time to answer. */
  signal: AbortSignal;
  /** Reports these limits in the response's `RateLimit` fields. */
  showQuotas(quotas: readonly QuotaLeft[]): void;
}

export interface RouteParams {
  params: Promise<Record<string, string | string[] | undefined>>;
}

/** Turns a request into a response, independently of the framework that calls it. */
export type Handler = (request: Request, route: RouteParams) => Promise<Response>;

// biome-ignore lint/suspicious/noExplicitAny: a declaration of any endpoint, as the OpenAPI generator reads it.
export type Operation = Declaration<any, any, any, any, any, any>;

/**
 * Makes the endpoint builder of a dialect. Every endpoint has the same order: request id, body cap, authentication, limits,
 * idempotency, parsing, handler, rendering. Exceptions are caught only here.
 */
export function endpointFor<R extends Refusal>(protocol: Protocol<R>) {
  return function endpoint<
    P extends z.ZodType = z.ZodUndefined,
    Q extends z.ZodType = z.ZodUndefined,
    B extends z.ZodType = z.ZodUndefined,
    V extends z.ZodType = z.ZodType,
    const C extends R["code"] = R["code"],
    L = undefined,
  >(
    declaration: Declaration<P, Q, B, V, Extract<R, { code: C }>, L> & { refusals: readonly C[] },
    run: (
      incoming: Incoming<z.output<P>, z.output<Q>, z.output<B>, L>,
    ) => Promise<Result<z.input<V>, Extract<R, { code: C }>>>,
  ): Handler & { operation: Operation } {
    const handler: Handler = (request, route) =>
      inSpan(declaration.operationId, { kind: "server", parent: request.headers }, async (span) => {
        // Next.js gives a path without parameters none at all.
        const params = (await route.params) ?? {};
        const call = new Call(protocol, declaration, run as Run, request, params);
        const response = await call.answer();
        call.report(response, span);
        return response;
      });
    return Object.assign(handler, { operation: declaration as Operation });
  };
}

type Run = (incoming: Incoming<unknown, unknown, unknown, unknown>) => Promise<Result<unknown, Refusal>>;
type Outcome = Result<unknown, Refusal>;

/** One request that goes through these steps. */
class Call {
  readonly #rendering: Rendering;
  readonly #quotas: QuotaLeft[] = [];
  readonly #answerHeaders = new Headers();
  #ctx: Ctx | undefined;
  #outcome = "ok";
  #isWaiting = false;
  /** The parsed body, for the names of its members. */
  #given: unknown;
  /** Of a stream: ends it. */
  #leaving: AbortController | undefined;

  constructor(
    // biome-ignore lint/suspicious/noExplicitAny: the builder's types hold outside; inside, one class serves all.
    private readonly protocol: Protocol<any>,
    private readonly operation: Operation,
    private readonly run: Run,
    private readonly request: Request,
    private readonly params: Record<string, string | string[] | undefined>,
  ) {
    this.#rendering = renderingOf(protocol, request);
  }

  get #requestId(): string {
    return this.#rendering.requestId;
  }

  async answer(): Promise<Response> {
    let response: Response;
    try {
      const answered = await this.#inOrder();
      response = answered.ok ? answered.value : this.#refusal(answered.refusal);
    } catch (error) {
      response = this.#refusal(refusalOfError(error, this.#requestId));
    }
    response.headers.set("x-request-id", this.#requestId);
    // A vendor can have its own text for this.
    if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
    setQuotaHeaders(response.headers, this.#quotas);
    for (const [name, value] of this.#answerHeaders) response.headers.append(name, value);
    return response;
  }

  async #inOrder(): Promise<Result<Response, EdgeRefusal>> {
    const { request, operation, protocol } = this;
    const body = await readBody(request, operation.maxBodyBytes ?? protocol.maxBodyBytes);
    if (!body.ok) return body;
    this.#rendering.requestId = protocol.requestIdInBody?.(body.value) ?? this.#requestId;

    const caller = await protocol.authenticate(request, this.#requestId, body.value);
    if (!caller.ok) return caller;
    const ctx = caller.value;
    this.#ctx = ctx;
    if (ctx.project.archivedAt) return refuse({ code: "project_archived" });
    const { caller: by } = ctx;
    if (by.kind === "key" && by.allowedIps.length > 0) {
      const address = clientAddress(request.headers);
      if (!isAllowedIp(by.allowedIps, address)) return refuse({ code: "address_not_allowed", address });
    }
    const { scope } = operation;
    if (scope && ctx.caller.kind === "key" && !ctx.caller.scopes.includes(scope)) {
      return refuse({ code: "insufficient_scope", scope });
    }

    if (!protocol.isUnlimited) {
      const limited = await limitRequests(limitKeyOf(ctx), ctx.project.settings.requestsPerMinute);
      this.#quotas.push(limited.ok ? limited.value : usedUp(limited.refusal));
      if (!limited.ok) return limited;
    }

    const key = operation.storable ? idempotencyKeyOf(request) : ok(undefined);
    if (!key.ok) return key;
    if (key.value === undefined) return ok(this.#render(await this.#parseAndRun(ctx, body.value)).response);

    const endpoint = `${request.method} ${this.#rendering.url.pathname}`;
    return runOnce(
      { projectId: ctx.project.id, endpoint, key: key.value },
      `${this.#rendering.url.search}\n${body.value}`,
      async () => this.#render(await this.#parseAndRun(ctx, body.value)),
      (status, stored) => this.#replay(status, stored),
    );
  }

  async #parseAndRun(ctx: Ctx, text: string): Promise<Outcome> {
    const { operation, request } = this;
    const params = operation.params?.safeParse(this.params);
    if (params && !params.success) return refuse({ code: "not_found" });

    const loaded = await operation.load?.({ ctx, params: params?.data, headers: request.headers });
    if (loaded && !loaded.ok) return loaded;

    const query = readQuery(this.#rendering.url.searchParams, operation.query, this.protocol);
    const given = operation.body && this.#bodyValue(text);
    if (given && !given.ok) return given;
    this.#given = given?.value;
    const body = given && operation.body!.safeParse(given.value);
    const violations = [...query.violations, ...(body?.error ? violationsOf(body.error, "body") : [])];
    if (violations.length > 0) return refuse({ code: "request_invalid", violations });

    const signal = () => this.#signal();
    return this.run({
      ctx,
      loaded: loaded?.value,
      params: params?.data,
      query: query.value,
      body: body?.data,
      headers: request.headers,
      answerHeaders: this.#answerHeaders,
      get signal() {
        return signal();
      },
      showQuotas: (quotas) => this.#quotas.push(...quotas),
    });
  }

  /** Made on demand: most endpoints answer at once. A stream can also be canceled by its reader, such as HEAD. */
  #signal(): AbortSignal {
    this.#isWaiting = true;
    const disconnect = disconnectOf(this.request);
    if (!streamedData(this.operation.response)) return disconnect;
    const leaving = new AbortController();
    disconnect.addEventListener("abort", () => leaving.abort(), { once: true });
    this.#leaving = leaving;
    return leaving.signal;
  }

  #bodyValue(text: string): Result<unknown, EdgeRefusal> {
    if (this.protocol.parseBody) return this.protocol.parseBody(this.request, text);
    if (text === "") return ok({});
    if (!isJson(this.request)) return refuse({ code: "media_type_unsupported" });
    return parseJson(text, { isStrict: this.protocol.isStrict });
  }

  #render(outcome: Outcome): { status: number; stored: unknown; response: Response } {
    const status = this.operation.status ?? 200;
    const data = streamedData(this.operation.response);
    if (outcome.ok && data) {
      const events = outcome.value as AsyncIterable<ServerSentEvent> | null;
      return { status, stored: null, response: this.#stream(events, data) };
    }
    if (outcome.ok) {
      // The response is parsed, too, so that nothing outside the schema can leak.
      const value = this.operation.response.parse(outcome.value);
      const stored = this.operation.storable?.(value) ?? null;
      return { status, stored, response: this.protocol.renderValue(status, value, this.#rendering) };
    }
    const response = this.#refusal(outcome.refusal);
    return { status: response.status, stored: { refusal: outcome.refusal }, response };
  }

  #stream(events: AsyncIterable<ServerSentEvent> | null, data: z.ZodType): Response {
    return streamResponse(events && this.#allowed(events, data), {
      cancel: () => this.#leaving?.abort(),
      error: (error) => refusalOfError(error, this.#requestId),
    });
  }

  /** Parsed like every response, and only as long as the caller's credentials are valid. */
  async *#allowed(events: AsyncIterable<ServerSentEvent>, data: z.ZodType) {
    for await (const event of events) {
      const caller = await this.protocol.authenticate(this.request, this.#requestId, "");
      if (!caller.ok || caller.value.project.archivedAt) return;
      yield { ...event, data: data.parse(event.data) };
    }
  }

  #replay(status: number, stored: unknown): Response {
    const isRefusal = status >= 400 && typeof stored === "object" && stored !== null && "refusal" in stored;
    const response = isRefusal
      ? this.#refusal(revive((stored as { refusal: Refusal }).refusal))
      : this.protocol.renderValue(status, stored, this.#rendering);
    response.headers.set("idempotency-replayed", "true");
    return response;
  }

  #refusal(refusal: Refusal): Response {
    this.#outcome = refusal.code;
    const response = this.protocol.renderRefusal(refusal, this.#rendering);
    // RFC 9110 §15.5.16: a 415 lists what is accepted in the field that caused it.
    if (refusal.code === "content_encoding_unsupported") response.headers.set("accept-encoding", "identity");
    return response;
  }

  #logOfKey(status: number, durationMs: number): void {
    const ctx = this.#ctx;
    if (ctx?.caller.kind !== "key") return;
    logRequest(ctx.caller.apiKeyId, status, () => ({
      projectId: ctx.project.id,
      dialect: this.protocol.dialect,
      method: this.request.method,
      path: pathTemplate(this.#rendering.url.pathname, this.params),
      outcome: this.#outcome,
      durationMs: Math.round(durationMs),
      requestId: this.#requestId,
      members: memberNames(this.#given),
    }));
  }

  report(response: Response, span: ActiveSpan): void {
    const durationMs = performance.now() - this.#rendering.startedAt;
    const labels = {
      dialect: this.protocol.dialect,
      method: this.request.method,
      route: this.operation.operationId,
    };
    metrics().requests.inc({ ...labels, status: response.status });
    if (!this.#isWaiting) metrics().requestSeconds.observe(labels, durationMs / 1000);
    metrics().outcomes.inc({ dialect: labels.dialect, operation: labels.route, outcome: this.#outcome });
    span.set({
      "http.request.method": labels.method,
      "http.response.status_code": response.status,
      "countersign.dialect": labels.dialect,
      "countersign.outcome": this.#outcome,
      "countersign.project": this.#ctx?.project.id,
      "countersign.request_id": this.#requestId,
    });
    if (response.status >= 500) span.fail(this.#outcome);
    this.#logOfKey(response.status, durationMs);
    log.info("Request answered.", {
      ...labels,
      requestId: this.#requestId,
      status: response.status,
      outcome: this.#outcome,
      projectId: this.#ctx?.project.id,
      durationMs: Math.round(durationMs * 10) / 10,
    });
  }
}

function limitKeyOf(ctx: Ctx): string {
  if (ctx.caller.kind === "key") return `key:${ctx.caller.apiKeyId}`;
  if (ctx.caller.kind === "user") return `user:${ctx.caller.userId}`;
  // Unauthenticated callers are limited per network. Otherwise one of them could lock out all others.
  const network = ctx.caller.kind === "page" && ctx.endUser ? networkKey(ctx.endUser.ip) : null;
  return network ? `network:${ctx.project.id}:${network}` : `project:${ctx.project.id}`;
}

/** Instants in a stored refusal are read as text. */
function revive(refusal: Refusal): Refusal {
  const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
  return Object.fromEntries(
    Object.entries(refusal).map(([name, value]) => [
      name,
      typeof value === "string" && instant.test(value) ? new Date(value) : value,
    ]),
  ) as unknown as Refusal;
}

/** The current state of the limit that refused the request. */
function usedUp(refusal: QuotaExceeded): QuotaLeft {
  const { policy: name, quota, windowSeconds, retryAfterSeconds: resetSeconds } = refusal;
  return { name, quota, windowSeconds, remaining: 0, resetSeconds };
}
