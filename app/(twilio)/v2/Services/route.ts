import {
  CreateServiceBody,
  createService,
  endpoint,
  listServices,
  PageQuery,
  route,
  ServiceList,
  ServiceResource,
  toServiceResource,
} from "@/lib/dialects/twilio";
import { mapOk, ok } from "@/lib/result";

const serviceCreate = endpoint(
  {
    operationId: "twilio.serviceCreate",
    summary: "Create a service",
    tag: "Services",
    scope: "settings:write",
    body: CreateServiceBody,
    status: 201,
    response: ServiceResource,
    refusals: ["services_full"],
  },
  async ({ ctx, body }) =>
    mapOk(await createService(ctx, body), (service) => toServiceResource(ctx, service)),
);

const serviceList = endpoint(
  {
    operationId: "twilio.serviceList",
    summary: "List services",
    tag: "Services",
    scope: "settings:read",
    query: PageQuery,
    response: ServiceList,
    refusals: [],
  },
  async ({ ctx, query }) => ok(listServices(ctx, query)),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: serviceList,
  POST: serviceCreate,
});
