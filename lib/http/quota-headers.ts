import type { QuotaLeft } from "./protocol";

/** `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10): one item for each limit. */
export function setQuotaHeaders(headers: Headers, quotas: readonly QuotaLeft[]): void {
  if (quotas.length === 0) return;
  headers.set(
    "ratelimit-policy",
    quotas.map((q) => `"${q.name}";q=${q.quota};w=${q.windowSeconds}`).join(", "),
  );
  headers.set("ratelimit", quotas.map((q) => `"${q.name}";r=${q.remaining};t=${q.resetSeconds}`).join(", "));
}
