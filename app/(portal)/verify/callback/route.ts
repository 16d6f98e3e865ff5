import { randomBytes } from "node:crypto";
import { toTypeId } from "@/lib/id";
import { finishAtCallback } from "@/lib/verification";
import { readAuthorizationCookie } from "../../_parts/authorization-cookie";
import { portalContext } from "../../_parts/context";
import { returnTargetOf } from "../../_parts/return-target";
import { seeOther } from "../../_parts/see-other";

/**
 * The redirect URI of every connector. Uses the parameters once, then redirects to the application or to the portal page,
 * so that code and state don't stay in the address bar.
 */
export async function GET(request: Request) {
  const cookie = readAuthorizationCookie(request);
  const { verificationId, result } = await finishAtCallback(
    (projectId) => portalContext(projectId, randomBytes(16).toString("base64url")),
    {
      parameters: Object.fromEntries(new URL(request.url).searchParams),
      browserSecret: cookie?.secret ?? null,
    },
  );
  const query = new URLSearchParams(cookie ? { locale: cookie.locale } : {});
  if (!verificationId) {
    query.set("reason", result.ok ? "other" : result.refusal.code);
    return seeOther(`/verify/error?${query}`);
  }
  const returnUrl = result.ok && (await returnTargetOf(result.value, "verified"));
  if (returnUrl) return seeOther(returnUrl);
  if (!result.ok) query.set("error", result.refusal.code);
  return seeOther(`/verify/${toTypeId("ver", verificationId)}?${query}`);
}

/** Next would run GET for HEAD, and link checkers and previews would use up the authorization request. */
export function HEAD() {
  return new Response(null, { status: 405, headers: { allow: "GET" } });
}
