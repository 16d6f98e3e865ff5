import { toTypeId } from "@/lib/id";
import { inSpan, traceHeaders } from "@/lib/telemetry";
import type { LoadedVerification } from "@/lib/verification";
import type { EndpointRow } from "../endpoints/repository";
import type { WebhookFormat } from "../format";
import { unsealKeys } from "../signing";
import type { Connections } from "./post";
import type { ClaimedMessage, EndedAttempt } from "./repository";
import { nextWait } from "./schedule";

/** A message to send. */
export interface Job {
  message: ClaimedMessage;
  endpoint: EndpointRow;
  /** For a body that shows it. */
  verification: LoadedVerification | null;
}

/** Sends a message once. Returns what to record. */
export async function attempt(
  { message, endpoint, verification }: Job,
  format: WebhookFormat,
  connections: Connections,
): Promise<EndedAttempt> {
  const { id, endpointId, projectId, type, sequence, attemptCount: number, event } = message;
  const at = event?.createdAt ?? message.createdAt;
  const { payload, options } = endpoint;
  const occurrence = { messageId: id, projectId, type, sequence, payload, options, at, event, verification };
  const body = message.body ?? (await format.render(occurrence));
  const url = body === null ? endpoint.url : (format.target?.(endpoint.url, body) ?? endpoint.url);
  const startedAt = new Date();
  const recorded = { id, endpointId, number, url, startedAt, body };
  if (body === null) {
    const unsent = { durationMs: 0, status: null, response: null, explanation: null, inSeconds: 0 };
    return { ...recorded, ...unsent, outcome: "skipped" };
  }
  const keys = unsealKeys(endpointId, endpoint.secrets);
  const headers = {
    "content-type": "application/json",
    "user-agent": "Countersign/1.0",
    ...format.headers(keys, { id: toTypeId("msg", id), at: startedAt, body, url }),
  };
  const { retryAfterSeconds, ...result } = await inSpan(
    `webhook ${type}`,
    { kind: "client" },
    async (span) => {
      const posted = await connections.post(url, { ...headers, ...traceHeaders() }, body);
      span.set({
        "http.response.status_code": posted.status ?? undefined,
        "countersign.message": toTypeId("msg", id),
      });
      if (posted.explanation !== null) span.fail("not_delivered");
      return posted;
    },
  );
  if (result.explanation === null) return { ...recorded, ...result, outcome: "delivered", inSeconds: 0 };
  const wait = nextWait(message.roundCount, retryAfterSeconds, Math.random());
  return { ...recorded, ...result, outcome: wait === null ? "failed" : null, inSeconds: wait ?? 0 };
}
