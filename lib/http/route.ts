import type { Refusal } from "@/lib/result";
import type { Handler, Operation } from "./endpoint";
import type { Protocol } from "./protocol";
import { requestIdOf } from "./request-id";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
type Method = (typeof methods)[number];

export type RouteHandler = Handler & { operation?: Operation };
export type RouteExports = Record<Method, RouteHandler>;

/**
 * Every method of a path, for a route file to export. The framework would run GET for HEAD and answer an empty 405;
 * so HEAD is GET without its body, or 405 where there is no GET, and 405 has the mouth's shape.
 */
export function routeFor<R extends Refusal>(protocol: Protocol<R>) {
  return function route(
    handlers: Partial<Record<Exclude<Method, "HEAD" | "OPTIONS">, RouteHandler>>,
  ): RouteExports {
    const served = methods.filter(
      (method) =>
        method === "OPTIONS" ||
        (method === "HEAD" ? handlers.GET : handlers[method as keyof typeof handlers]),
    );
    const refused: Handler = async (request) => {
      const requestId = requestIdOf(request.headers);
      const response = protocol.renderRefusal(
        { code: "method_not_allowed", allow: [...served] },
        { requestId, url: new URL(request.url) },
      );
      response.headers.set("x-request-id", requestId);
      return response;
    };
    const options: Handler = async () =>
      new Response(null, { status: 204, headers: { allow: served.join(", ") } });
    const { GET = refused, POST = refused, PUT = refused, PATCH = refused, DELETE = refused } = handlers;
    return {
      GET,
      HEAD: handlers.GET ? headOf(handlers.GET) : refused,
      POST,
      PUT,
      PATCH,
      DELETE,
      OPTIONS: options,
    };
  };
}

function headOf(get: Handler): Handler {
  return async (request, params) => {
    const response = await get(request, params);
    return new Response(null, { status: response.status, headers: response.headers });
  };
}

/** Answers every method of every unknown path below a mouth: 404 in its shape. */
export function notFoundFor<R extends Refusal>(protocol: Protocol<R>): RouteExports {
  const missing: Handler = async (request) => {
    const requestId = requestIdOf(request.headers);
    const response = protocol.renderRefusal({ code: "not_found" }, { requestId, url: new URL(request.url) });
    response.headers.set("x-request-id", requestId);
    return response;
  };
  return {
    GET: missing,
    HEAD: missing,
    POST: missing,
    PUT: missing,
    PATCH: missing,
    DELETE: missing,
    OPTIONS: missing,
  };
}
