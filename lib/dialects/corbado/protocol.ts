import { authenticateApiKey, type Ctx, keyCaller } from "@/lib/access";
import { type EdgeRefusal, type Protocol, parseJson, type Rendering, textResponse } from "@/lib/http";
import { newNumber } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";
import { envelope, errorDocument } from "./envelope";
import { formatId } from "./ids";
import { collectList } from "./parsing/list";
import type { CorbadoRefusal } from "./refusals";
import { requestIdInBody } from "./v1/request-id";

/** Must contain `json`: the Go SDK treats any other answer as a failure. */
const contentType = "application/json; charset=utf-8";

/** Every SDK refuses a secret without it, and so does this API. */
const secretPrefix = "corbado1_";

/** Parses `Basic base64(project id ":" secret)`. Null: the header has another form. */
function parseCredentials(headers: Headers): { projectId: string; secret: string } | null {
  const encoded = /^Basic +([A-Za-z0-9+/=_-]+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  if (!encoded) return null;
  const [projectId, ...secret] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return { projectId: projectId!, secret: secret.join(":") };
}

/**
 * The user name is `pro-` and the project's number, the password `corbado1_` and an API key of the project. Every wrong
 * combination gets the same answer, so that none of the parts can be guessed alone.
 */
async function authenticate(
  request: Request,
  requestId: string,
): Promise<Result<Ctx, CorbadoRefusal | EdgeRefusal>> {
  const credentials = parseCredentials(request.headers);
  if (!credentials?.secret.startsWith(secretPrefix)) return refuse({ code: "unauthorized" });
  const found = await authenticateApiKey(credentials.secret.slice(secretPrefix.length));
  if (!found || formatId("pro", found.project.number) !== credentials.projectId) {
    return refuse({ code: "unauthorized" });
  }
  const projectIdHeader = request.headers.get("x-corbado-projectid");
  if (projectIdHeader && projectIdHeader !== credentials.projectId) {
    return refuse({ code: "project_id_mismatch" });
  }
  const { key, project } = found;
  const caller = keyCaller(key);
  return ok({ project, caller, dialect: "corbado", requestId, endUser: null });
}

function respond(status: number, document: unknown, headers: Record<string, string> = {}): Response {
  return textResponse(JSON.stringify(document), {
    status,
    headers: { "content-type": contentType, ...headers },
  });
}

function renderRefusal(refusal: CorbadoRefusal | EdgeRefusal, rendering: Rendering): Response {
  const document = errorDocument(refusal, rendering);
  return respond(document.httpStatusCode, document, headersOf(refusal));
}

function headersOf(refusal: CorbadoRefusal | EdgeRefusal): Record<string, string> {
  if (refusal.code === "unauthorized") return { "www-authenticate": 'Basic realm="Corbado Backend API"' };
  if (refusal.code === "method_not_allowed") return { allow: refusal.allow.join(", ") };
  return "retryAfterSeconds" in refusal ? { "retry-after": String(refusal.retryAfterSeconds) } : {};
}

/** v2 returns bare resources. */
export const corbadoProtocol: Protocol<CorbadoRefusal> = {
  dialect: "corbado",
  maxBodyBytes: 64 * 1024,
  isClosed: true,
  // In the vendor's form. A client's `X-Request-ID` is not used.
  requestId: () => `req-${newNumber()}`,
  authenticate,
  // Always JSON, because several clients send no content type.
  parseBody: (_request, body) => (body.trim() === "" ? ok({}) : parseJson(body)),
  collectQuery: collectList,
  renderValue: (status, value) => respond(status, value),
  renderRefusal,
};

/** The generic envelope with the answer's members in it: deletions, and all of v1. */
export const envelopedProtocol: Protocol<CorbadoRefusal> = {
  ...corbadoProtocol,
  renderValue: (status, value, rendering) =>
    respond(status, { ...envelope(status, rendering), ...(value as Record<string, unknown>) }),
};

export const v1Protocol: Protocol<CorbadoRefusal> = { ...envelopedProtocol, requestIdInBody };
