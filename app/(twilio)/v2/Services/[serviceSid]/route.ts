import { z } from "zod";
import {
  deleteService,
  endpoint,
  loadService,
  route,
  ServicePath,
  ServiceResource,
  toServiceResource,
  UpdateServiceBody,
  updateService,
} from "@/lib/dialects/twilio";
import { mapOk, ok } from "@/lib/result";

const serviceFetch = endpoint(
  {
    operationId: "twilio.serviceFetch",
    summary: "Fetch a service",
    tag: "Services",
    scope: "settings:read",
    params: ServicePath,
    load: loadService,
    response: ServiceResource,
    refusals: ["not_found"],
  },
  async ({ ctx, loaded }) => ok(toServiceResource(ctx, loaded)),
);

const serviceUpdate = endpoint(
  {
    operationId: "twilio.serviceUpdate",
    summary: "Update a service",
    tag: "Services",
    scope: "settings:write",
    params: ServicePath,
    load: loadService,
    body: UpdateServiceBody,
    response: ServiceResource,
    refusals: ["not_found"],
  },
  async ({ ctx, params, body }) =>
    mapOk(await updateService(ctx, params.serviceSid, body), (service) => toServiceResource(ctx, service)),
);

const serviceDelete = endpoint(
  {
    operationId: "twilio.serviceDelete",
    summary: "Delete a service",
    tag: "Services",
    scope: "settings:write",
    params: ServicePath,
    status: 204,
    response: z.undefined(),
    refusals: ["not_found"],
  },
  async ({ ctx, params }) => deleteService(ctx, params.serviceSid),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: serviceFetch,
  POST: serviceUpdate,
  DELETE: serviceDelete,
});
