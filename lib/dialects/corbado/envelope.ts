import { STATUS_CODES } from "node:http";
import { env } from "@/lib/env";
import type { EdgeRefusal, Rendering } from "@/lib/http";
import { type CorbadoRefusal, type ErrorShape, errorShapes } from "./refusals";

/** The members around every deletion, every v1 answer and every error. */
export function envelope(status: number, { requestId, startedAt }: Rendering) {
  return {
    httpStatusCode: status,
    message: STATUS_CODES[status] ?? "Unknown",
    requestData: { requestID: requestId, link: `${env.PUBLIC_URL}/requests/${requestId}` },
    // Seconds, as a float.
    runtime: Math.round((performance.now() - startedAt) * 1000) / 1_000_000,
  };
}

/** Renders a refusal. The Node SDK crashes over an error body without the member `error`. */
export function errorDocument(refusal: CorbadoRefusal | EdgeRefusal, rendering: Rendering) {
  const shape = errorShapes[refusal.code] as ErrorShape<CorbadoRefusal | EdgeRefusal>;
  const status = typeof shape.status === "function" ? shape.status(refusal) : shape.status;
  const type = typeof shape.type === "function" ? shape.type(refusal) : shape.type;
  const details = shape.details?.(refusal);
  const validation = shape.validation?.(refusal) ?? [];
  return {
    ...envelope(status, rendering),
    error: {
      type,
      links: [],
      ...(details !== undefined && { details }),
      ...(validation.length > 0 && { validation }),
    },
  };
}
