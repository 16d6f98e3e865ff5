export { type ActiveSpan, beginSpan, inSpan, traceHeaders } from "./spans";
export { startTracing } from "./start-tracing";
