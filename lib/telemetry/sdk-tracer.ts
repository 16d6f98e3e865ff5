import { AsyncLocalStorage } from "node:async_hooks";
import {
  type Context,
  defaultTextMapGetter,
  defaultTextMapSetter,
  type Tracer as OtelTracer,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import type { ActiveSpan, SpanKind as Kind, SpanFields, Tracer } from "./spans";

const kinds: Record<Kind, SpanKind> = { server: SpanKind.SERVER, client: SpanKind.CLIENT };

/**
 * OpenTelemetry's SDK, configured by its own variables of the environment. It is not registered globally, because the framework
 * would then send spans with whole URLs, whose queries contain codes and tokens.
 */
export class SdkTracer implements Tracer {
  readonly #provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ "service.name": "countersign" }).merge(
      detectResources({ detectors: [envDetector] }),
    ),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  readonly #tracer: OtelTracer = this.#provider.getTracer("countersign");
  readonly #propagator = new W3CTraceContextPropagator();
  readonly #current = new AsyncLocalStorage<Context>();

  begin(name: string, kind: Kind, parent?: Headers): ActiveSpan {
    const context = parent ? this.#extract(parent) : (this.#current.getStore() ?? ROOT_CONTEXT);
    return new SdkSpan(this.#tracer.startSpan(name, { kind: kinds[kind] }, context));
  }

  within<T>(span: SdkSpan, work: () => T): T {
    return this.#current.run(trace.setSpan(ROOT_CONTEXT, span.span), work);
  }

  isWithinSpan(): boolean {
    return this.#current.getStore() !== undefined;
  }

  headers(): Record<string, string> {
    const fields: Record<string, string> = {};
    this.#propagator.inject(this.#current.getStore() ?? ROOT_CONTEXT, fields, defaultTextMapSetter);
    return fields;
  }

  shutdown(): Promise<void> {
    return this.#provider.shutdown();
  }

  #extract(headers: Headers): Context {
    const fields = {
      traceparent: headers.get("traceparent") ?? undefined,
      tracestate: headers.get("tracestate") ?? undefined,
    };
    return this.#propagator.extract(ROOT_CONTEXT, fields, defaultTextMapGetter);
  }
}

class SdkSpan implements ActiveSpan {
  constructor(readonly span: Span) {}

  set(fields: SpanFields): void {
    this.span.setAttributes(fields);
  }

  fail(type: string): void {
    this.span.setAttribute("error.type", type).setStatus({ code: SpanStatusCode.ERROR });
  }

  end(): void {
    this.span.end();
  }
}
