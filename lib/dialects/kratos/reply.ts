import { errorDocument, type KratosError } from "./errors";

/** A response of any kind: this vendor's endpoints return documents, redirects and plain text. */
export interface Reply {
  status: number;
  headers: Headers;
  body: string | null;
}

/** `Vary`, because the same URL shows each browser its own flow. */
const common = {
  "cache-control": "private, no-cache, no-store, must-revalidate",
  vary: "Cookie",
};

export function json(status: number, document: unknown, headers: Record<string, string> = {}): Reply {
  const type = { "content-type": "application/json; charset=utf-8" };
  return { status, headers: new Headers({ ...common, ...type, ...headers }), body: JSON.stringify(document) };
}

export function errorReply(
  error: KratosError,
  request: Headers,
  headers: Record<string, string> = {},
): Reply {
  const body = JSON.stringify(errorDocument(error, request.get("x-request-id")));
  const type = { "content-type": "application/json", "ory-error-id": error.id ?? "" };
  return { status: error.code, headers: new Headers({ ...common, ...type, ...headers }), body };
}

/** Always 303, so that the client continues with GET. */
export function seeOther(location: string): Reply {
  const href = location.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  return {
    status: 303,
    headers: new Headers({ ...common, location, "content-type": "text/html; charset=utf-8" }),
    body: `<a href="${href}">See Other</a>.\n`,
  };
}

export function noContent(): Reply {
  return { status: 204, headers: new Headers(common), body: null };
}

/** Plain text, like the vendor's router. */
export function plainText(status: number, text: string, headers: Record<string, string> = {}): Reply {
  const type = { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" };
  return { status, headers: new Headers({ ...common, ...type, ...headers }), body: `${text}\n` };
}

/** The same response with a cookie. */
export function withCookie(reply: Reply, cookie: string | null): Reply {
  if (cookie) reply.headers.append("set-cookie", cookie);
  return reply;
}

export function toResponse({ status, headers, body }: Reply): Response {
  return new Response(body, { status, headers });
}
