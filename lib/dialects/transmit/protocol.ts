import type { Ctx } from "@/lib/access";
import type { EdgeRefusal, Protocol } from "@/lib/http";
import { jsonResponse, parseJson } from "@/lib/http";
import { authenticateBearer, ownAudience, transmitAudience } from "@/lib/http/oauth";
import { ok, type Result, refuse } from "@/lib/result";
import { errorBodyOf, notJson, type TransmitRefusal } from "./refusals";

/** Tokens for this vendor's services, and those for the whole installation. */
const audiences = () => [transmitAudience, ownAudience()];

/** Authenticates a bearer token of the required kind. Every failure gets the same response. */
async function authenticate(
  request: Request,
  requestId: string,
  kind: "user" | "key",
): Promise<Result<Ctx, TransmitRefusal | EdgeRefusal>> {
  const token = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  const bearer =
    token && (await authenticateBearer(token, { dialect: "transmit", requestId, audiences: audiences() }));
  if (!bearer) return refuse({ code: "unauthorized" });
  if (!bearer.ok) {
    // A foreign issuer's user that the project does not accept.
    const isUnknownUser = bearer.refusal.code === "subject_unknown" && kind === "user";
    return refuse({ code: isUnknownUser ? "user_not_found" : "unauthorized" });
  }
  const { ctx } = bearer.value;
  return ctx.caller.kind === kind ? ok(ctx) : refuse({ code: "unauthorized" });
}

/** Accepts JSON with any content type, because some clients do not set one. */
export function parseBody(_request: Request, text: string): Result<unknown, EdgeRefusal> {
  if (text.trim() === "") return ok({});
  const parsed = parseJson(text);
  if (parsed.ok || isJsonText(text)) return parsed;
  return refuse({ code: "request_invalid", violations: [{ part: "body", pointer: "", message: notJson }] });
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

export function renderRefusal(refusal: TransmitRefusal | EdgeRefusal): Response {
  const document = errorBodyOf(refusal);
  return jsonResponse(document, { status: document.error_code, headers: headersOf(refusal) });
}

function headersOf(refusal: TransmitRefusal | EdgeRefusal): Record<string, string> {
  if (refusal.code === "unauthorized") return { "www-authenticate": "Bearer" };
  if (refusal.code === "method_not_allowed") return { allow: refusal.allow.join(", ") };
  return "retryAfterSeconds" in refusal ? { "retry-after": String(refusal.retryAfterSeconds) } : {};
}

function protocolFor(kind: "user" | "key"): Protocol<TransmitRefusal> {
  return {
    dialect: "transmit",
    maxBodyBytes: 64 * 1024,
    authenticate: (request, requestId) => authenticate(request, requestId, kind),
    parseBody,
    renderValue: (status, value) =>
      status === 204 ? new Response(null, { status }) : jsonResponse(value, { status }),
    renderRefusal,
  };
}

/** Calls of signed-in users. The token names the user and the application. */
export const userProtocol = protocolFor("user");

/** Calls of backends with a client access token. */
export const clientProtocol = protocolFor("key");
