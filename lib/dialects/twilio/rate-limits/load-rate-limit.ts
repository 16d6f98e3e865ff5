import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { loadService } from "../services/service";
import type { LoadedLimit } from "./bucket";
import { findRateLimit } from "./rate-limit";

/** Loads the rate limit of the path, with its service. */
export async function loadRateLimit({
  ctx,
  params,
}: {
  ctx: Ctx;
  params: { serviceSid: string; rateLimitSid: string };
}): Promise<Result<LoadedLimit, { code: "not_found" }>> {
  const service = await loadService({ ctx, params });
  if (!service.ok) return service;
  const limit = findRateLimit(service.value, params.rateLimitSid);
  return limit.ok ? ok({ service: service.value, limit: limit.value }) : limit;
}
