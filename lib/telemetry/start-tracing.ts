import { env } from "@/lib/env";
import { setTracer } from "./spans";

/**
 * Starts to send traces if an OTLP endpoint is configured. Otherwise the SDK is not even loaded. Returns a function that sends the
 * rest and stops.
 */
export async function startTracing(): Promise<() => Promise<void>> {
  if (!env.OTEL_EXPORTER_OTLP_ENDPOINT && !env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) return async () => {};
  const { SdkTracer } = await import("./sdk-tracer");
  const tracer = new SdkTracer();
  setTracer(tracer);
  return () => {
    setTracer(undefined);
    return tracer.shutdown();
  };
}
