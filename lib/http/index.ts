export { clientAddress, isLoopback, networkOf } from "./client-address";
export { type Declaration, endpointFor, type Handler, type Operation, type RouteParams } from "./endpoint";
export type {
  DescribedRoute,
  HttpMethod,
  OpenApiDocument,
  OperationObject,
  ParameterObject,
} from "./openapi";
export type { ResponseObject } from "./openapi-responses";
export type { Schema } from "./openapi-schemas";
export { encodeCursor, pageOf, pageQuery, toPage } from "./paging";
export type { EdgeRefusal, Protocol, QuotaLeft, Rendering } from "./protocol";
export { requestIdOf } from "./request-id";
export { notFoundFor, type RouteExports, type RouteHandler, routeFor } from "./route";
