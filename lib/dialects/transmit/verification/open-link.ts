import type { Ctx } from "@/lib/access";
import { env } from "@/lib/env";
import { withBooleanResult } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { findByLink, isExpired, redeemLink } from "@/lib/verification";

/**
 * Where a browser goes that opens a mailed link: back to the application with the outcome. Where the project does not let
 * links verify by being opened (docs/security.md #13), it goes to the page that asks.
 */
export async function openLink(ctx: Ctx, token: string): Promise<Result<string, { code: "link_unknown" }>> {
  if (!ctx.project.settings.dialects.transmit.linkVerifiesOnGet) {
    return ok(`${env.PUBLIC_URL}/verify/link#${token}`);
  }
  const proven = await redeemLink(async () => ctx, token);
  const v = proven.ok ? proven.value : await findByLink(token);
  if (!v?.returnUrl) return refuse({ code: "link_unknown" });
  const isVerified = proven.ok
    ? !proven.value.isUserGone
    : // A used link says so again as long as it would have lived.
      proven.refusal.code === "already_verified" && !isExpired(v, v.now);
  return ok(withBooleanResult(v.returnUrl, isVerified));
}
