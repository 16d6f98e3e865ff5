import { authenticateApiKey, type Ctx, type Scope } from "@/lib/access";
import type { EdgeRefusal, Protocol, Rendering } from "@/lib/http";
import { newNumber } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";
import { envelope, errorDocument } from "./envelope";
import { showNumber } from "./ids";
import { collectList } from "./parsing/list";
import { parseBody } from "./parsing/parse-body";
import type { CorbadoRefusal } from "./refusals";
import { requestIdInBody } from "./v1/request-id";

/** Clients look for `json` in it; the Go SDK takes anything else for a failure. */
const contentType = "application/json; charset=utf-8";

/** Every SDK insists on it, and so do we: a bare API key is no API secret. */
const secretPrefix = "corbado1_";

/** `Basic base64(project id ":" secret)`. Null: not of that form. */
function credentialsOf(headers: Headers): { projectId: string; secret: string } | null {
  const encoded = /^Basic +([A-Za-z0-9+/=_-]+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  if (!encoded) return null;
  const [projectId, ...secret] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return { projectId: projectId!, secret: secret.join(":") };
}

/** The project's number as user name, `corbado1_` and an API key of it as password. Each miss gets the same answer. */
async function authenticate(
  request: Request,
  requestId: string,
): Promise<Result<Ctx, CorbadoRefusal | EdgeRefusal>> {
  const given = credentialsOf(request.headers);
  const isSecret = given?.secret.startsWith(secretPrefix);
  const found = given && isSecret ? await authenticateApiKey(given.secret.slice(secretPrefix.length)) : null;
  if (!found || showNumber("pro", found.project.number) !== given?.projectId) {
    return refuse({ code: "unauthorized" });
  }
  const named = request.headers.get("x-corbado-projectid");
  if (named && named !== given.projectId) return refuse({ code: "project_id_mismatch" });
  const { key, project } = found;
  const caller = { kind: "key", apiKeyId: key.id, scopes: key.scopes as Scope[] } as const;
  return ok({ project, caller, dialect: "corbado", requestId, network: null });
}

function answer(status: number, document: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(document), {
    status,
    headers: { "content-type": contentType, ...headers },
  });
}

function renderRefusal(refusal: CorbadoRefusal | EdgeRefusal, rendering: Rendering): Response {
  const document = errorDocument(refusal, rendering);
  return answer(document.httpStatusCode, document, headersOf(refusal));
}

function headersOf(refusal: CorbadoRefusal | EdgeRefusal): Record<string, string> {
  if (refusal.code === "unauthorized") return { "www-authenticate": 'Basic realm="Corbado Backend API"' };
  if (refusal.code === "method_not_allowed") return { allow: refusal.allow.join(", ") };
  return "retryAfterSeconds" in refusal ? { "retry-after": String(refusal.retryAfterSeconds) } : {};
}

/** v2: resources stand bare. */
export const corbadoProtocol: Protocol<CorbadoRefusal> = {
  dialect: "corbado",
  maxBodyBytes: 64 * 1024,
  isClosed: true,
  // Clients' own ids are for their logs; ours have the vendor's form.
  requestId: () => `req-${newNumber()}`,
  authenticate,
  parseBody: (_request, body) => parseBody(body),
  collectQuery: collectList,
  renderValue: (status, value) => answer(status, value),
  renderRefusal,
};

/** Members inside the generic envelope: deletions, and all of v1. */
export const envelopedProtocol: Protocol<CorbadoRefusal> = {
  ...corbadoProtocol,
  renderValue: (status, value, rendering) =>
    answer(status, { ...envelope(status, rendering), ...(value as Record<string, unknown>) }),
};

export const v1Protocol: Protocol<CorbadoRefusal> = { ...envelopedProtocol, requestIdInBody };
