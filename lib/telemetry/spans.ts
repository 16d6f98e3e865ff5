/** What a span can carry: names, codes and ids, never values from a request. They leave the installation. */
export type SpanFields = Record<string, string | number | undefined>;

/** `server`: a request to us. `client`: a call to a database, provider or endpoint. */
export type SpanKind = "server" | "client";

/** A step of a trace that is under way. */
export interface ActiveSpan {
  set(fields: SpanFields): void;
  /** Marks the step as failed, by a code or the name of an error. Does not end it. */
  fail(type: string): void;
  end(): void;
}

/** What `startTracing` provides. Everything else works without the SDK. */
export interface Tracer {
  /** `parent`: the headers of a request whose `traceparent` the span continues. Otherwise the span under way. */
  begin(name: string, kind: SpanKind, parent?: Headers): ActiveSpan;
  /** Runs `work` with the span as the one under way. */
  within<T>(span: ActiveSpan, work: () => T): T;
  isWithinSpan(): boolean;
  /** `traceparent` of the span under way. */
  headers(): Record<string, string>;
}

// The framework loads this module several times, and scripts/serve.mjs opens the spans of pages.
const key = Symbol.for("countersign.tracer");
const place = globalThis as { [key]?: Tracer };

export function setTracer(tracer: Tracer | undefined): void {
  place[key] = tracer;
}

const unrecorded: ActiveSpan = { set() {}, fail() {}, end() {} };

interface SpanOptions {
  kind: SpanKind;
  parent?: Headers;
}

/** Runs `work` as a step of the trace. Without tracing, only runs it. */
export function inSpan<T>(
  name: string,
  options: SpanOptions,
  work: (span: ActiveSpan) => Promise<T>,
): Promise<T> {
  const tracer = place[key];
  return tracer ? record(tracer, name, options, work) : work(unrecorded);
}

async function record<T>(
  tracer: Tracer,
  name: string,
  { kind, parent }: SpanOptions,
  work: (span: ActiveSpan) => Promise<T>,
): Promise<T> {
  const span = tracer.begin(name, kind, parent);
  try {
    return await tracer.within(span, () => work(span));
  } catch (error) {
    span.fail(error instanceof Error ? error.name : "error");
    throw error;
  } finally {
    span.end();
  }
}

/** Begins a call that belongs to the step under way. Null without tracing, and for calls outside of a step. */
export function beginSpan(name: () => string): ActiveSpan | null {
  const tracer = place[key];
  return tracer?.isWithinSpan() ? tracer.begin(name(), "client") : null;
}

/** The header fields with which a called system continues the trace (W3C Trace Context). Empty without tracing. */
export function traceHeaders(): Record<string, string> {
  return place[key]?.headers() ?? {};
}
