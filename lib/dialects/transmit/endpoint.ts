import {
  endpointFor,
  type Handler,
  notFoundFor,
  openToAllOrigins,
  type RouteExports,
  routeFor,
} from "@/lib/http";
import { answerHead, completionProtocol, linkProtocol } from "./link-protocol";
import { clientProtocol, userProtocol } from "./protocol";
import { codeProtocol } from "./sign-in/code-protocol";

/** Declares an endpoint for signed-in users. */
export const userEndpoint = endpointFor(userProtocol);

/** Declares an endpoint for backends. */
export const clientEndpoint = endpointFor(clientProtocol);

/** Declares the endpoint for backends that send their credentials with a code. */
export const codeEndpoint = endpointFor(codeProtocol);

/** Declares the endpoint of the URI with which a sign-in by passcode ends. */
export const completionEndpoint = endpointFor(completionProtocol);

/** Declares the endpoint of mailed links. */
export const linkEndpoint = endpointFor(linkProtocol);

/** The exports of a route file. Both kinds of endpoints refuse other methods the same way. */
export const route = routeFor(userProtocol);

/** The same for calls that carry a user's token, which pages of any origin can make. */
export function userRoute(methods: Parameters<typeof route>[0]): RouteExports {
  return openToAllOrigins(route(methods));
}

/** The exports of the route file of a URL that browsers open. */
export function linkRoute(open: Handler): RouteExports {
  return { ...routeFor(linkProtocol)({ GET: open }), HEAD: answerHead };
}

/** The catch-all below `/cis`: the framework's own 404 is HTML, and clients read JSON whatever the status is. */
export const notFound = notFoundFor(userProtocol);
