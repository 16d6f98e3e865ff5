import { STATUS_CODES } from "node:http";
import { env } from "@/lib/env";
import type { EdgeRefusal, Rendering } from "@/lib/http";
import { type CorbadoRefusal, type Spelling, spellings } from "./refusals";

/** What stands around every deletion, every v1 answer and every error. */
export function envelope(status: number, { requestId, startedAt }: Rendering) {
  return {
    httpStatusCode: status,
    message: STATUS_CODES[status] ?? "Unknown",
    requestData: { requestID: requestId, link: `${env.PUBLIC_URL}/requests/${requestId}` },
    // In seconds: clients read a float.
    runtime: Math.round((performance.now() - startedAt) * 1000) / 1_000_000,
  };
}

/** A refusal as clients read it. Without `error` in the body, the Node SDK would crash over it. */
export function errorDocument(refusal: CorbadoRefusal | EdgeRefusal, rendering: Rendering) {
  const spelling = spellings[refusal.code] as Spelling<CorbadoRefusal | EdgeRefusal>;
  const status = typeof spelling.status === "function" ? spelling.status(refusal) : spelling.status;
  const type = typeof spelling.type === "function" ? spelling.type(refusal) : spelling.type;
  const details = spelling.details?.(refusal);
  const validation = spelling.validation?.(refusal) ?? [];
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
