import { type Ctx, logRequest } from "@/lib/access";
import { log } from "@/lib/log";
import { metrics } from "@/lib/metrics";
import type { ActiveSpan } from "@/lib/telemetry";
import { memberNames, pathTemplate } from "./logged-request";
import type { Rendering } from "./protocol";

/** An answered request. */
export interface AnsweredCall {
  dialect: string;
  operationId: string;
  method: string;
  /** Undefined if the caller was not authenticated. */
  ctx: Ctx | undefined;
  rendering: Rendering;
  params: Record<string, string | string[] | undefined>;
  /** The parsed body, for the names of its members. */
  body: unknown;
  status: number;
  /** `ok`, or the refusal's code. */
  outcome: string;
  /** Whether the endpoint waited for something to happen, so that the duration says nothing. */
  hasWaited: boolean;
}

/** Adds the call to metrics, its span, the log of its API key and the process's log. */
export function reportCall(call: AnsweredCall, span: ActiveSpan): void {
  const { dialect, operationId, method, ctx, status, outcome, hasWaited } = call;
  const { requestId, startedAt } = call.rendering;
  const durationMs = performance.now() - startedAt;
  const labels = { dialect, method, route: operationId };
  metrics().requests.inc({ ...labels, status });
  if (!hasWaited) metrics().requestSeconds.observe(labels, durationMs / 1000);
  metrics().outcomes.inc({ dialect, operation: operationId, outcome });
  span.set({
    "http.request.method": method,
    "http.response.status_code": status,
    "countersign.dialect": dialect,
    "countersign.outcome": outcome,
    "countersign.project": ctx?.project.id,
    "countersign.request_id": requestId,
  });
  if (status >= 500) span.fail(outcome);
  logOfKey(call, durationMs);
  log.info("Request answered.", {
    ...labels,
    requestId,
    status,
    outcome,
    projectId: ctx?.project.id,
    durationMs: Math.round(durationMs * 10) / 10,
  });
}

function logOfKey(
  { dialect, method, ctx, rendering, params, body, status, outcome }: AnsweredCall,
  durationMs: number,
): void {
  if (ctx?.caller.kind !== "key") return;
  logRequest(ctx.caller.apiKeyId, status, () => ({
    projectId: ctx.project.id,
    dialect,
    method,
    path: pathTemplate(rendering.url.pathname, params),
    outcome,
    durationMs: Math.round(durationMs),
    requestId: rendering.requestId,
    members: memberNames(body),
  }));
}
