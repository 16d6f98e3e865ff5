export { parseJson, readBody } from "./body";
export { clientAddress, endUserOf, isLoopback, requestOrigin } from "./client-address";
export { openToAllOrigins } from "./cross-origin";
export type { Declaration, Handler, Operation, RouteParams } from "./declaration";
export { disconnectOf } from "./disconnect";
export { endpointFor } from "./endpoint";
export { eventsOf, type ServerSentEvent, streamResponse } from "./event-stream";
export { onFastPath } from "./fast-path";
export { jsonResponse, textResponse } from "./known-bodies";
export type { DescribedRoute } from "./openapi";
export type { HttpMethod, OpenApiDocument, OperationObject, ParameterObject } from "./openapi-document";
export type { Reference, ResponseObject } from "./openapi-responses";
export type { Schema } from "./openapi-schemas";
export { encodeCursor, pageOf, pageQuery, toPage } from "./paging";
export { onPrefix } from "./prefix";
export type { EdgeRefusal, Protocol, QuotaLeft, Rendering, Violation } from "./protocol";
export { rawQueryOf } from "./raw-query";
export { renderingOf, requestIdOf } from "./request-id";
export { hasUnknownMethod, notFoundFor, type RouteExports, type RouteHandler, routeFor } from "./route";
export {
  changeWireSession,
  findWireSession,
  findWireSessionAnywhere,
  keepWireSession,
  type WireSession,
} from "./sessions/wire-session";
