import { endpointFor } from "../endpoint";
import { notFoundFor, routeFor } from "../route";
import { nativeProtocol } from "./protocol";

/** Declares an endpoint of the native API. */
export const endpoint = endpointFor(nativeProtocol);

/** The exports of a native route file. */
export const route = routeFor(nativeProtocol);

/** The catch-all below `/api/v1`. */
export const notFound = notFoundFor(nativeProtocol);
