import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/app/(console)/_session/next-auth";
import { type EdgeRefusal, type Handler, onPrefix, parseJson, type RouteExports, readBody } from "@/lib/http";

/** Enough for its forms, which contain a code or a link's token. */
const maxBodyBytes = 16 * 1024;

/**
 * The console's sign-in, session and sign-out. The options are created with the first request, because the build has no
 * environment. next-auth reads `nextUrl`, which a plain Request does not have. The framework's request is behind a proxy,
 * and Node.js 24 cannot copy that, so callers make a new one.
 */
const answer = (request: NextRequest, context: Parameters<Handler>[1]) =>
  NextAuth(authOptions())(request, context);

const get: Handler = ({ url, headers }, context) => answer(new NextRequest(url, { headers }), context);

/** next-auth only handles GET and POST. */
const head: Handler = async (request, context) => {
  const response = await get(request, context);
  return new Response(null, { status: response.status, headers: response.headers });
};

/** next-auth throws on a body that it cannot parse, so bodies are read and checked here. */
const post: Handler = async (request, context) => {
  const body = await readBody(request, maxBodyBytes);
  if (!body.ok) return render(body.refusal);
  const [type, ...parameters] = mediaTypeOf(request);
  if (parameters.some((parameter) => /^charset=(?!"?utf-8"?$)/.test(parameter))) {
    return refuse(415, "Send the body as UTF-8.");
  }
  if (type === "application/json") {
    const parsed = parseJson(body.value);
    if (!parsed.ok) return render(parsed.refusal);
    if (typeof parsed.value !== "object" || parsed.value === null) return refuse(400, "Send a JSON object.");
  }
  const { url, method, headers } = request;
  return answer(new NextRequest(url, { method, headers, body: body.value }), context);
};

function mediaTypeOf({ headers }: Request): string[] {
  return (headers.get("content-type") ?? "").split(";").map((part) => part.trim().toLowerCase());
}

const statuses: Partial<Record<EdgeRefusal["code"], number>> = {
  not_found: 404,
  method_not_allowed: 405,
  body_too_large: 413,
  uri_too_long: 414,
  content_encoding_unsupported: 415,
  headers_too_large: 431,
};

function render(refusal: EdgeRefusal): Response {
  const message = refusal.code === "request_invalid" ? refusal.violations[0]?.message : undefined;
  const response = refuse(statuses[refusal.code] ?? 400, message ?? "The request could not be read.");
  if (refusal.code === "method_not_allowed") response.headers.set("allow", refusal.allow.join(", "));
  if (refusal.code === "content_encoding_unsupported") response.headers.set("accept-encoding", "identity");
  return response;
}

/** next-auth's own client reads JSON. */
function refuse(status: number, message: string): Response {
  return Response.json({ message }, { status, headers: { "cache-control": "no-store" } });
}

const otherMethod: Handler = async () =>
  render({ code: "method_not_allowed", allow: ["GET", "HEAD", "POST"] });

const refuserFor =
  (refusal: EdgeRefusal): Handler =>
  async () =>
    render(refusal);

const exports: RouteExports = {
  GET: get,
  HEAD: head,
  POST: post,
  PUT: otherMethod,
  PATCH: otherMethod,
  DELETE: otherMethod,
  OPTIONS: otherMethod,
};

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onPrefix(
  "/api/auth",
  { refuserFor },
  exports,
);
