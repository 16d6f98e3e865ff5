import { type Ctx, isAllowedIp, networkKey, type Scope } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { clientAddress } from "./client-address";
import type { EdgeRefusal, QuotaExceeded, QuotaLeft } from "./protocol";
import { limitRequests } from "./request-limit";

/** Whether the authenticated caller may make this request: by project, address and scope. */
export function admit(
  { project, caller }: Ctx,
  { scope, headers }: { scope: Scope | null; headers: Headers },
): Result<void, EdgeRefusal> {
  if (project.archivedAt) return refuse({ code: "project_archived" });
  if (caller.kind !== "key") return ok(undefined);
  if (caller.allowedIps.length > 0) {
    const address = clientAddress(headers);
    if (!isAllowedIp(caller.allowedIps, address)) return refuse({ code: "address_not_allowed", address });
  }
  if (scope && !caller.scopes.includes(scope)) return refuse({ code: "insufficient_scope", scope });
  return ok(undefined);
}

/** Counts the request against its caller's limit. `quota` is the limit's state, also if the request is refused. */
export async function countRequest(ctx: Ctx): Promise<{ quota: QuotaLeft; refusal?: QuotaExceeded }> {
  const limited = await limitRequests(limitKeyOf(ctx), ctx.project.settings.requestsPerMinute);
  return limited.ok ? { quota: limited.value } : { quota: usedUp(limited.refusal), refusal: limited.refusal };
}

function limitKeyOf(ctx: Ctx): string {
  if (ctx.caller.kind === "key") return `key:${ctx.caller.apiKeyId}`;
  if (ctx.caller.kind === "user") return `user:${ctx.caller.userId}`;
  // Unauthenticated callers are limited per network. Otherwise one of them could lock out all others.
  const network = ctx.caller.kind === "page" && ctx.endUser ? networkKey(ctx.endUser.ip) : null;
  return network ? `network:${ctx.project.id}:${network}` : `project:${ctx.project.id}`;
}

/** The current state of the limit that refused the request. */
function usedUp(refusal: QuotaExceeded): QuotaLeft {
  const { policy: name, quota, windowSeconds, retryAfterSeconds: resetSeconds } = refusal;
  return { name, quota, windowSeconds, remaining: 0, resetSeconds };
}
