import { endpointFor, notFoundFor, routeFor } from "@/lib/http";
import { corbadoProtocol, envelopedProtocol } from "./protocol";

/** Declares an endpoint that answers a bare resource. */
export const endpoint = endpointFor(corbadoProtocol);

/** Declares an endpoint that answers the generic envelope: deletions, and all of v1. */
export const envelopedEndpoint = endpointFor(envelopedProtocol);

/** The exports of a route file. */
export const route = routeFor(corbadoProtocol);

/** The catch-alls below `/v1` and `/v2`: the framework's own 404 is HTML, over which the Node SDK crashes. */
export const notFound = notFoundFor(corbadoProtocol);
