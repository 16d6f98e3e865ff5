import {
  CreateRateLimitBody,
  createRateLimit,
  endpoint,
  listRateLimits,
  loadService,
  PageQuery,
  RateLimitList,
  RateLimitResource,
  route,
  ServicePath,
  toRateLimitResource,
} from "@/lib/dialects/twilio";
import { mapOk, ok } from "@/lib/result";

const rateLimitCreate = endpoint(
  {
    operationId: "twilio.rateLimitCreate",
    summary: "Create a rate limit",
    tag: "Rate limits",
    scope: "settings:write",
    params: ServicePath,
    load: loadService,
    body: CreateRateLimitBody,
    status: 201,
    response: RateLimitResource,
    refusals: ["not_found", "rate_limit_name_invalid", "rate_limit_exists", "rate_limits_full"],
  },
  async ({ ctx, loaded, body }) =>
    mapOk(await createRateLimit(ctx, loaded.sid, body), (limit) => toRateLimitResource(ctx, loaded, limit)),
);

const rateLimitList = endpoint(
  {
    operationId: "twilio.rateLimitList",
    summary: "List rate limits",
    tag: "Rate limits",
    scope: "settings:read",
    params: ServicePath,
    load: loadService,
    query: PageQuery,
    response: RateLimitList,
    refusals: ["not_found"],
  },
  async ({ ctx, loaded, query }) => ok(listRateLimits(ctx, loaded, query)),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: rateLimitList,
  POST: rateLimitCreate,
});
