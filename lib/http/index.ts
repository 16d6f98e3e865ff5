export { clientAddress, isLoopback, networkOf } from "./client-address";
export { type Declaration, endpointFor, type Handler, type Operation, type RouteParams } from "./endpoint";
export { encodeCursor, pageOf, pageQuery, toPage } from "./paging";
export type { EdgeRefusal, Protocol, QuotaLeft, Rendering } from "./protocol";
export { requestIdOf } from "./request-id";
export { notFoundFor, type RouteExports, type RouteHandler, routeFor } from "./route";
