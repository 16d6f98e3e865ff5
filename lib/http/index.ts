export { clientAddress, isLoopback, networkOf } from "./client-address";
export { type Declaration, endpointFor, type Handler, type Operation, type RouteParams } from "./endpoint";
export { toPage, pageOf, pageQuery, encodeCursor } from "./paging";
export type { EdgeRefusal, Protocol, QuotaLeft, Rendering } from "./protocol";
export { notFoundFor, type RouteExports, type RouteHandler, routeFor } from "./route";
