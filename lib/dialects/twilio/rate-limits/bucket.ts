import { z } from "zod";
import type { Ctx } from "@/lib/access";
import { env } from "@/lib/env";
import type { TwilioBucket, TwilioRateLimit, TwilioService } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { newSid, toSid } from "../sids";
import { showInstant } from "../wire/fields";
import { PageMeta, type PageQuery, pageMeta, slicePage } from "../wire/paging";
import { changeRateLimit } from "./rate-limit";

export const BucketResource = z.strictObject({
  sid: z.string(),
  rate_limit_sid: z.string(),
  service_sid: z.string(),
  account_sid: z.string(),
  max: z.int(),
  interval: z.int(),
  date_created: z.string(),
  date_updated: z.string(),
  url: z.string(),
});

export const BucketList = z.strictObject({ buckets: z.array(BucketResource), meta: PageMeta });

/** A limit with its service, as found by the path. */
export interface LoadedLimit {
  service: TwilioService;
  limit: TwilioRateLimit;
}

/** Below `/v2`. */
const pathOf = ({ service, limit }: LoadedLimit) =>
  `/Services/${service.sid}/RateLimits/${limit.sid}/Buckets`;

export function toBucketResource(
  ctx: Ctx,
  loaded: LoadedLimit,
  bucket: TwilioBucket,
): z.input<typeof BucketResource> {
  return {
    sid: bucket.sid,
    rate_limit_sid: loaded.limit.sid,
    service_sid: loaded.service.sid,
    account_sid: toSid("AC", ctx.project.id),
    max: bucket.max,
    interval: bucket.interval,
    date_created: showInstant(bucket.createdAt),
    date_updated: showInstant(bucket.updatedAt),
    url: `${env.PUBLIC_URL}/v2${pathOf(loaded)}/${bucket.sid}`,
  };
}

export function findBucket(limit: TwilioRateLimit, sid: string): Result<TwilioBucket, { code: "not_found" }> {
  const found = limit.buckets.find((bucket) => bucket.sid === sid);
  return found ? ok(found) : refuse({ code: "not_found" });
}

export function listBuckets(ctx: Ctx, loaded: LoadedLimit, query: PageQuery): z.input<typeof BucketList> {
  const { rows, hasNext } = slicePage(loaded.limit.buckets, query);
  return {
    buckets: rows.map((bucket) => toBucketResource(ctx, loaded, bucket)),
    meta: pageMeta({ key: "buckets", path: pathOf(loaded), query, hasNext }),
  };
}

const maxBuckets = 10;

interface Place {
  serviceSid: string;
  rateLimitSid: string;
}

const hasInterval = (interval: number, except?: TwilioBucket) => (bucket: TwilioBucket) =>
  bucket.interval === interval && bucket !== except;

export function createBucket(ctx: Ctx, place: Place, { Max, Interval }: { Max: number; Interval: number }) {
  return changeRateLimit<TwilioBucket, { code: "bucket_exists" | "buckets_full" }>(ctx, place, (limit) => {
    if (limit.buckets.some(hasInterval(Interval))) return refuse({ code: "bucket_exists" });
    if (limit.buckets.length >= maxBuckets) return refuse({ code: "buckets_full" });
    const now = Date.now();
    const bucket = { sid: newSid("BL"), max: Max, interval: Interval, createdAt: now, updatedAt: now };
    return ok({ limit: { ...limit, buckets: [...limit.buckets, bucket] }, value: bucket });
  });
}

export function updateBucket(
  ctx: Ctx,
  place: Place & { bucketSid: string },
  { Max, Interval }: { Max?: number; Interval?: number },
) {
  return changeRateLimit<TwilioBucket, { code: "not_found" } | { code: "bucket_exists" }>(
    ctx,
    place,
    (limit) => {
      const found = findBucket(limit, place.bucketSid);
      if (!found.ok) return found;
      const before = found.value;
      const interval = Interval ?? before.interval;
      if (limit.buckets.some(hasInterval(interval, before))) return refuse({ code: "bucket_exists" });
      const bucket = { ...before, max: Max ?? before.max, interval, updatedAt: Date.now() };
      const buckets = limit.buckets.map((one) => (one === before ? bucket : one));
      return ok({ limit: { ...limit, buckets }, value: bucket });
    },
  );
}

export function deleteBucket(ctx: Ctx, place: Place & { bucketSid: string }) {
  return changeRateLimit<undefined, { code: "not_found" }>(ctx, place, (limit) => {
    const found = findBucket(limit, place.bucketSid);
    if (!found.ok) return found;
    const buckets = limit.buckets.filter((bucket) => bucket !== found.value);
    return ok({ limit: { ...limit, buckets }, value: undefined });
  });
}
