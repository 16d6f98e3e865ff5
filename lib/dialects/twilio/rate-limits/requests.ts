import { z } from "zod";
import { integer, line } from "../wire/fields";

export const RateLimitPath = z.object({ serviceSid: z.string(), rateLimitSid: z.string() });
export const BucketPath = z.object({
  serviceSid: z.string(),
  rateLimitSid: z.string(),
  bucketSid: z.string(),
});

/** The name has a refusal of its own (`rate_limit_name_invalid`), so any text is let through. */
export const CreateRateLimitBody = z.object({
  UniqueName: z.string().max(1000),
  Description: line(0, 200).optional(),
});
export const UpdateRateLimitBody = z.object({ Description: line(0, 200).optional() });

const max = integer(1, 10_000);
const interval = integer(1, 86_400);
export const CreateBucketBody = z.object({ Max: max, Interval: interval });
export const UpdateBucketBody = z.object({ Max: max.optional(), Interval: interval.optional() });
