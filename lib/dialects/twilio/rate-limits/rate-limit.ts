import { z } from "zod";
import type { Ctx } from "@/lib/access";
import { env } from "@/lib/env";
import type { TwilioRateLimit, TwilioService } from "@/lib/projects";
import { ok, type Refusal, type Result, refuse } from "@/lib/result";
import { changeService } from "../change-services";
import { newSid, toSid } from "../sids";
import { showInstant } from "../wire/fields";
import { PageMeta, type PageQuery, pageMeta, slicePage } from "../wire/paging";

export const RateLimitResource = z.strictObject({
  sid: z.string(),
  service_sid: z.string(),
  account_sid: z.string(),
  unique_name: z.string(),
  description: z.string(),
  date_created: z.string(),
  date_updated: z.string(),
  url: z.string(),
  links: z.strictObject({ buckets: z.string() }),
});

export const RateLimitList = z.strictObject({ rate_limits: z.array(RateLimitResource), meta: PageMeta });

/** Below `/v2`. */
const pathOf = (service: TwilioService) => `/Services/${service.sid}/RateLimits`;

export function toRateLimitResource(
  ctx: Ctx,
  service: TwilioService,
  limit: TwilioRateLimit,
): z.input<typeof RateLimitResource> {
  const url = `${env.PUBLIC_URL}/v2${pathOf(service)}/${limit.sid}`;
  return {
    sid: limit.sid,
    service_sid: service.sid,
    account_sid: toSid("AC", ctx.project.id),
    unique_name: limit.uniqueName,
    description: limit.description,
    date_created: showInstant(limit.createdAt),
    date_updated: showInstant(limit.updatedAt),
    url,
    links: { buckets: `${url}/Buckets` },
  };
}

export function findRateLimit(
  service: TwilioService,
  sid: string,
): Result<TwilioRateLimit, { code: "not_found" }> {
  const found = service.rateLimits.find((limit) => limit.sid === sid);
  return found ? ok(found) : refuse({ code: "not_found" });
}

export function listRateLimits(
  ctx: Ctx,
  service: TwilioService,
  query: PageQuery,
): z.input<typeof RateLimitList> {
  const { rows, hasNext } = slicePage(service.rateLimits, query);
  return {
    rate_limits: rows.map((limit) => toRateLimitResource(ctx, service, limit)),
    meta: pageMeta({ key: "rate_limits", path: pathOf(service), query, hasNext }),
  };
}

const maxRateLimits = 10;

type NewLimitRefusal = {
  code: "rate_limit_name_invalid" | "rate_limit_exists" | "rate_limits_full";
};

export function createRateLimit(
  ctx: Ctx,
  serviceSid: string,
  { UniqueName, Description = "" }: { UniqueName: string; Description?: string },
) {
  return changeService<TwilioRateLimit, NewLimitRefusal>(ctx, serviceSid, (service) => {
    if (!/^[\w.-]{1,64}$/.test(UniqueName)) return refuse({ code: "rate_limit_name_invalid" });
    const { rateLimits } = service;
    if (rateLimits.some(({ uniqueName }) => uniqueName === UniqueName))
      return refuse({ code: "rate_limit_exists" });
    if (rateLimits.length >= maxRateLimits) return refuse({ code: "rate_limits_full" });
    const now = Date.now();
    const limit: TwilioRateLimit = {
      sid: newSid("RK"),
      uniqueName: UniqueName,
      description: Description,
      buckets: [],
      createdAt: now,
      updatedAt: now,
    };
    return ok({ service: { ...service, rateLimits: [...rateLimits, limit] }, value: limit });
  });
}

/** Changes one limit of a service. `change` returns the new one, null to remove it, or a refusal. */
export function changeRateLimit<T, R extends Refusal>(
  ctx: Ctx,
  { serviceSid, rateLimitSid }: { serviceSid: string; rateLimitSid: string },
  change: (before: TwilioRateLimit) => Result<{ limit: TwilioRateLimit | null; value: T }, R>,
) {
  return changeService<T, R | { code: "not_found" }>(ctx, serviceSid, (service) => {
    const found = findRateLimit(service, rateLimitSid);
    if (!found.ok) return found;
    const changed = change(found.value);
    if (!changed.ok) return changed;
    const { limit: after, value } = changed.value;
    const rateLimits = service.rateLimits.flatMap((limit) =>
      limit !== found.value ? [limit] : after ? [after] : [],
    );
    return ok({ service: { ...service, rateLimits }, value });
  });
}

export function updateRateLimit(
  ctx: Ctx,
  path: { serviceSid: string; rateLimitSid: string },
  description: string | undefined,
) {
  return changeRateLimit<TwilioRateLimit, never>(ctx, path, (before) => {
    const limit = { ...before, description: description ?? before.description, updatedAt: Date.now() };
    return ok({ limit, value: limit });
  });
}

export function deleteRateLimit(ctx: Ctx, path: { serviceSid: string; rateLimitSid: string }) {
  return changeRateLimit<undefined, never>(ctx, path, () => ok({ limit: null, value: undefined }));
}
