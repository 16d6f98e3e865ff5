import { type EdgeRefusal, type Rendering, textResponse } from "@/lib/http";
import { errorBody, type LogtoRefusal } from "./errors";
import { invalidInput, type RequestPart } from "./guard";

const json = "application/json; charset=utf-8";
const plain = "text/plain; charset=utf-8";

/** A success: JSON, no body if there is no value, or plain text if the vendor returns a single word. */
export function renderValue(status: number, value: unknown, { requestId }: Rendering): Response {
  if (value === undefined || status === 204) return answer(status, null, null, requestId);
  if (typeof value === "string") return answer(status, value, plain, requestId);
  return answer(status, JSON.stringify(value), json, requestId);
}

export function renderRefusal(refusal: LogtoRefusal | EdgeRefusal, { requestId }: Rendering): Response {
  const { status, body, headers } = spell(refusal);
  const response =
    typeof body === "string"
      ? answer(status, body, plain, requestId)
      : answer(status, JSON.stringify(body), json, requestId);
  for (const [name, value] of Object.entries(headers ?? {})) response.headers.set(name, value);
  return response;
}

function answer(status: number, body: string | null, type: string | null, requestId: string): Response {
  const headers = { ...(type && { "content-type": type }), "logto-core-request-id": requestId };
  return textResponse(body, { status, headers });
}

interface Spelled {
  status: number;
  body: Record<string, unknown> | string;
  headers?: Record<string, string>;
}

/** Refusals from before the endpoint. Those that the vendor's server leaves to its framework have no code, or are plain text. */
function spell(refusal: LogtoRefusal | EdgeRefusal): Spelled {
  switch (refusal.code) {
    case "not_found":
      return { status: 404, body: "Not Found" };
    case "method_not_allowed":
      return { status: 405, body: "Method Not Allowed", headers: { allow: refusal.allow.join(", ") } };
    case "unauthorized":
      return { status: 401, body: errorBody({ code: "auth.unauthorized" }) };
    case "insufficient_scope":
    case "project_archived":
    case "address_not_allowed":
      return { status: 403, body: errorBody({ code: "auth.forbidden" }) };
    case "body_too_large":
      return { status: 413, body: { message: "request entity too large" } };
    case "content_encoding_unsupported":
      return { status: 415, body: { message: "unsupported content encoding" } };
    case "uri_too_long":
      return { status: 414, body: "URI Too Long" };
    case "headers_too_large":
      return { status: 431, body: "Request Header Fields Too Large" };
    case "media_type_unsupported":
    case "idempotency_key_invalid":
    case "idempotency_key_reused":
    case "idempotency_in_flight":
      return { status: 400, body: errorBody({ code: "request.general" }) };
    case "request_invalid":
      return spellInvalid(refusal);
    case "quota_exceeded":
      return { status: 429, body: errorBody({ code: "request.general" }), headers: retryAfter(refusal) };
    case "unavailable":
      return { status: 503, body: { message: "Service unavailable." }, headers: retryAfter(refusal) };
    case "internal_error":
      return { status: 500, body: { message: "Internal server error." } };
    default:
      return { status: refusal.status ?? 400, body: errorBody(refusal) };
  }
}

/** Errors found before any schema: a malformed body, or text that cannot be stored. */
function spellInvalid({ violations }: Extract<EdgeRefusal, { code: "request_invalid" }>): Spelled {
  const [first] = violations;
  if (first?.part === "body" && first.pointer === "")
    return { status: 400, body: { message: first.message } };
  const issues = violations.map(({ pointer, message }) => ({
    code: "custom" as const,
    message,
    path: pointer.split("/").slice(1),
  }));
  const part: RequestPart = first?.part ?? "body";
  return { status: 400, body: errorBody(invalidInput(part, issues).refusal) };
}

function retryAfter({ retryAfterSeconds }: { retryAfterSeconds: number }) {
  return { "retry-after": String(retryAfterSeconds) };
}
