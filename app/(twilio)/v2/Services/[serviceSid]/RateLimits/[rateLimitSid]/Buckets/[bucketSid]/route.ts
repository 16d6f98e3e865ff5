import { z } from "zod";
import {
  BucketPath,
  BucketResource,
  deleteBucket,
  endpoint,
  findBucket,
  loadRateLimit,
  route,
  toBucketResource,
  UpdateBucketBody,
  updateBucket,
} from "@/lib/dialects/twilio";
import { mapOk } from "@/lib/result";

const bucketFetch = endpoint(
  {
    operationId: "twilio.bucketFetch",
    summary: "Fetch a bucket",
    tag: "Rate limits",
    scope: "settings:read",
    params: BucketPath,
    load: loadRateLimit,
    response: BucketResource,
    refusals: ["not_found"],
  },
  async ({ ctx, params, loaded }) =>
    mapOk(findBucket(loaded.limit, params.bucketSid), (bucket) => toBucketResource(ctx, loaded, bucket)),
);

const bucketUpdate = endpoint(
  {
    operationId: "twilio.bucketUpdate",
    summary: "Update a bucket",
    tag: "Rate limits",
    scope: "settings:write",
    params: BucketPath,
    load: loadRateLimit,
    body: UpdateBucketBody,
    response: BucketResource,
    refusals: ["not_found", "bucket_exists"],
  },
  async ({ ctx, params, loaded, body }) =>
    mapOk(await updateBucket(ctx, params, body), (bucket) => toBucketResource(ctx, loaded, bucket)),
);

const bucketDelete = endpoint(
  {
    operationId: "twilio.bucketDelete",
    summary: "Delete a bucket",
    tag: "Rate limits",
    scope: "settings:write",
    params: BucketPath,
    status: 204,
    response: z.undefined(),
    refusals: ["not_found"],
  },
  async ({ ctx, params }) => deleteBucket(ctx, params),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: bucketFetch,
  POST: bucketUpdate,
  DELETE: bucketDelete,
});
