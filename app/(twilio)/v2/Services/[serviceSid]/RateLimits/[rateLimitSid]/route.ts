import { z } from "zod";
import {
  deleteRateLimit,
  endpoint,
  loadRateLimit,
  RateLimitPath,
  RateLimitResource,
  route,
  toRateLimitResource,
  UpdateRateLimitBody,
  updateRateLimit,
} from "@/lib/dialects/twilio";
import { mapOk, ok } from "@/lib/result";

const rateLimitFetch = endpoint(
  {
    operationId: "twilio.rateLimitFetch",
    summary: "Fetch a rate limit",
    tag: "Rate limits",
    scope: "settings:read",
    params: RateLimitPath,
    load: loadRateLimit,
    response: RateLimitResource,
    refusals: ["not_found"],
  },
  async ({ ctx, loaded: { service, limit } }) => ok(toRateLimitResource(ctx, service, limit)),
);

const rateLimitUpdate = endpoint(
  {
    operationId: "twilio.rateLimitUpdate",
    summary: "Update a rate limit",
    tag: "Rate limits",
    scope: "settings:write",
    params: RateLimitPath,
    load: loadRateLimit,
    body: UpdateRateLimitBody,
    response: RateLimitResource,
    refusals: ["not_found"],
  },
  async ({ ctx, params, loaded: { service }, body }) =>
    mapOk(await updateRateLimit(ctx, params, body.Description), (limit) =>
      toRateLimitResource(ctx, service, limit),
    ),
);

const rateLimitDelete = endpoint(
  {
    operationId: "twilio.rateLimitDelete",
    summary: "Delete a rate limit",
    tag: "Rate limits",
    scope: "settings:write",
    params: RateLimitPath,
    status: 204,
    response: z.undefined(),
    refusals: ["not_found"],
  },
  async ({ ctx, params }) => deleteRateLimit(ctx, params),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: rateLimitFetch,
  POST: rateLimitUpdate,
  DELETE: rateLimitDelete,
});
