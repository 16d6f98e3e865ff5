import { hasUnknownMethod, type RouteExports, type RouteHandler } from "./route";

/**
 * The exports of a route file that pages of any origin can call. Callers authenticate with a token in a header, which no
 * browser sends by itself, and never with a cookie. The origin is reflected (Fetch standard, CORS).
 */
export function openToAllOrigins(exports: RouteExports): RouteExports {
  const served = Object.entries(exports).filter(([, handler]) => handler.operation);
  const allowed = [...served.map(([method]) => method), "OPTIONS"].join(", ");
  const open =
    (handler: RouteHandler): RouteHandler =>
    async (request, params) =>
      shared(request, await handler(request, params));
  const opened = Object.entries(exports).map(([method, handler]) => [
    method,
    Object.assign(open(handler), handler.operation && { operation: handler.operation }),
  ]);
  const preflight = preflightFor(allowed);
  return {
    ...(Object.fromEntries(opened) as RouteExports),
    OPTIONS: (request, params) => (hasUnknownMethod(request) ? exports.OPTIONS : preflight)(request, params),
  };
}

function shared(request: Request, response: Response): Response {
  response.headers.set("access-control-allow-origin", request.headers.get("origin") ?? "*");
  response.headers.set("access-control-expose-headers", "*");
  response.headers.append("vary", "Origin");
  return response;
}

function preflightFor(allowed: string): RouteHandler {
  return async (request) => {
    const response = shared(request, new Response(null, { status: 204 }));
    response.headers.set("access-control-allow-methods", allowed);
    const asked = request.headers.get("access-control-request-headers");
    if (asked) response.headers.set("access-control-allow-headers", asked);
    response.headers.set("access-control-max-age", "600");
    return response;
  };
}
