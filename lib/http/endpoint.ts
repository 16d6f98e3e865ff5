import type { z } from "zod";
import type { Ctx } from "@/lib/access";
import { ok, type Refusal, type Result, refuse } from "@/lib/result";
import { type ActiveSpan, inSpan } from "@/lib/telemetry";
import { admit, countRequest } from "./admit";
import { isJson, parseJson, readBody } from "./body";
import type { Declaration, Handler, Incoming, Operation } from "./declaration";
import { disconnectOf } from "./disconnect";
import { type ServerSentEvent, streamedData, streamResponse } from "./event-stream";
import { idempotencyKeyOf, runOnce } from "./idempotency";
import type { EdgeRefusal, Protocol, QuotaLeft, Rendering } from "./protocol";
import { readQuery } from "./query";
import { setQuotaHeaders } from "./quota-headers";
import { refusalOfError } from "./refusal-of-error";
import { reportCall } from "./report-call";
import { renderingOf } from "./request-id";
import { violationsOf } from "./violations";

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
        call.report(response.status, span);
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
    const admitted = admit(ctx, { scope: operation.scope, headers: request.headers });
    if (!admitted.ok) return admitted;

    if (!protocol.isUnlimited) {
      const { quota, refusal } = await countRequest(ctx);
      this.#quotas.push(quota);
      if (refusal) return refuse(refusal);
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

  report(status: number, span: ActiveSpan): void {
    reportCall(
      {
        dialect: this.protocol.dialect,
        operationId: this.operation.operationId,
        method: this.request.method,
        ctx: this.#ctx,
        rendering: this.#rendering,
        params: this.params,
        body: this.#given,
        status,
        outcome: this.#outcome,
        hasWaited: this.#isWaiting,
      },
      span,
    );
  }
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
