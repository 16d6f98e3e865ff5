import {
  BucketList,
  BucketResource,
  CreateBucketBody,
  createBucket,
  endpoint,
  listBuckets,
  loadRateLimit,
  PageQuery,
  RateLimitPath,
  route,
  toBucketResource,
} from "@/lib/dialects/twilio";
import { mapOk, ok } from "@/lib/result";

const bucketCreate = endpoint(
  {
    operationId: "twilio.bucketCreate",
    summary: "Create a bucket",
    tag: "Rate limits",
    scope: "settings:write",
    params: RateLimitPath,
    load: loadRateLimit,
    body: CreateBucketBody,
    status: 201,
    response: BucketResource,
    refusals: ["not_found", "buckets_full", "bucket_exists"],
  },
  async ({ ctx, params, loaded, body }) =>
    mapOk(await createBucket(ctx, params, body), (bucket) => toBucketResource(ctx, loaded, bucket)),
);

const bucketList = endpoint(
  {
    operationId: "twilio.bucketList",
    summary: "List buckets",
    tag: "Rate limits",
    scope: "settings:read",
    params: RateLimitPath,
    load: loadRateLimit,
    query: PageQuery,
    response: BucketList,
    refusals: ["not_found"],
  },
  async ({ ctx, loaded, query }) => ok(listBuckets(ctx, loaded, query)),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: bucketList,
  POST: bucketCreate,
});
