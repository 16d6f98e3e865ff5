import { endpointFor, notFoundFor, routeFor } from "@/lib/http";
import { corbadoProtocol, envelopedProtocol, v1Protocol } from "./protocol";

/** Declares an endpoint that returns a bare resource. */
export const endpoint = endpointFor(corbadoProtocol);

/** Declares an endpoint that returns the generic envelope: the deletions of v2. */
export const envelopedEndpoint = endpointFor(envelopedProtocol);

/** Declares an endpoint of v1, which returns the envelope and accepts a `requestID` in the body. */
export const v1Endpoint = endpointFor(v1Protocol);

/** The exports of a route file. */
export const route = routeFor(corbadoProtocol);

/** The catch-alls below `/v1` and `/v2`. The framework's own 404 is HTML, which crashes the Node SDK. */
export const notFound = notFoundFor(corbadoProtocol);
