import type { Refusal } from "@/lib/result";
import type { Handler, Operation } from "./declaration";
import type { EdgeRefusal, Protocol } from "./protocol";
import { refusalOfError } from "./refusal-of-error";
import { renderingOf } from "./request-id";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
type Method = (typeof methods)[number];

export type RouteHandler = Handler & { operation?: Operation };
export type RouteExports = Record<Method, RouteHandler>;

/**
 * Every method of a path, for a route file to export. The framework would run GET for HEAD and return an empty 405. Here, HEAD
 * is GET without its body, or 405 if there is no GET, and a 405 has the dialect's error format.
 */
export function routeFor<R extends Refusal>(protocol: Protocol<R>) {
  return function route(
    handlers: Partial<Record<Exclude<Method, "HEAD" | "OPTIONS">, RouteHandler>>,
  ): RouteExports {
    const served = methods.filter(
      (method) =>
        (method === "OPTIONS" && !protocol.isClosed) ||
        (method === "HEAD" ? handlers.GET : handlers[method as keyof typeof handlers]),
    );
    const refused = refuserFor(protocol, { code: "method_not_allowed", allow: [...served] });
    const options: Handler = async (request, params) =>
      hasUnknownMethod(request)
        ? refused(request, params)
        : new Response(null, { status: 204, headers: { allow: served.join(", ") } });
    const { GET = refused, POST = refused, PUT = refused, PATCH = refused, DELETE = refused } = handlers;
    return {
      GET,
      HEAD: handlers.GET ? headOf(handlers.GET) : refused,
      POST,
      PUT,
      PATCH,
      DELETE,
      OPTIONS: protocol.isClosed ? refused : options,
    };
  };
}

function headOf(get: Handler): Handler {
  return async (request, params) => {
    const response = await get(request, params);
    await response.body?.cancel();
    return new Response(null, { status: response.status, headers: response.headers });
  };
}

/** Answers every request with one refusal. Without credentials, clients of a closed dialect get only 401. */
function refuserFor<R extends Refusal>(protocol: Protocol<R>, refusal: EdgeRefusal): Handler {
  return async (request) => {
    const rendering = renderingOf(protocol, request);
    const { requestId } = rendering;
    const stranger = protocol.isClosed ? await strangerRefusal(protocol, request, requestId) : null;
    const response = protocol.renderRefusal(stranger ?? refusal, rendering);
    response.headers.set("x-request-id", requestId);
    // RFC 9110 §9.3.2: HEAD has no body.
    if (request.method !== "HEAD") return response;
    return new Response(null, { status: response.status, headers: response.headers });
  };
}

/** Why the request is not authenticated, or null if it is. Its body is not read, because nothing is done with it. */
async function strangerRefusal<R extends Refusal>(
  protocol: Protocol<R>,
  request: Request,
  requestId: string,
): Promise<R | EdgeRefusal | null> {
  try {
    const caller = await protocol.authenticate(request, requestId, "");
    return caller.ok ? null : caller.refusal;
  } catch (error) {
    return refusalOfError(error, requestId);
  }
}

/**
 * Whether the client used a method that no route file can export, such as PROPFIND. The server in front of the framework
 * (`scripts/http-server.mjs`) turns it into OPTIONS and names it in this header, which it deletes from what clients send.
 */
export function hasUnknownMethod(request: Request): boolean {
  return request.headers.has("x-countersign-method");
}

/** The exports of a dialect's catch-all, and how the dialect refuses requests that reach no route file. */
export interface NotFound extends RouteExports {
  refuserFor(refusal: EdgeRefusal): Handler;
}

/** 404 in the dialect's error format for every method of every unknown path. */
export function notFoundFor<R extends Refusal>(protocol: Protocol<R>): NotFound {
  const missing = refuserFor(protocol, { code: "not_found" });
  return {
    GET: missing,
    HEAD: missing,
    POST: missing,
    PUT: missing,
    PATCH: missing,
    DELETE: missing,
    OPTIONS: missing,
    refuserFor: (refusal) => refuserFor(protocol, refusal),
  };
}
