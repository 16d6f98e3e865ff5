import { endpointFor, type Handler, notFoundFor, type RouteExports, routeFor } from "@/lib/http";
import { answerHead, linkProtocol } from "./link-protocol";
import { clientProtocol, userProtocol } from "./protocol";

/** Declares a call of somebody who is signed in. */
export const userEndpoint = endpointFor(userProtocol);

/** Declares a call of a backend. */
export const clientEndpoint = endpointFor(clientProtocol);

/** Declares what opening a mailed link does. */
export const linkEndpoint = endpointFor(linkProtocol);

/** The exports of a route file; both kinds of call refuse other methods alike. */
export const route = routeFor(userProtocol);

/** The exports of a mailed link's route file. */
export function linkRoute(open: Handler): RouteExports {
  return { ...routeFor(linkProtocol)({ GET: open }), HEAD: answerHead };
}

/** The catch-all below `/cis`: the framework's own 404 is HTML, and clients read JSON whatever the status is. */
export const notFound = notFoundFor(userProtocol);
