import { endpointFor, notFoundFor, routeFor } from "@/lib/http";
import { twilioProtocol } from "./protocol";

export const endpoint = endpointFor(twilioProtocol);

/** The exports of a route file. */
export const route = routeFor(twilioProtocol);

/** The catch-alls below the vendor's paths. */
export const notFound = notFoundFor(twilioProtocol);
