import type { Ctx } from "@/lib/access";
import { env } from "@/lib/env";
import { withBooleanResult } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { findByLink, isExpired, redeemLink, returnUrlWithCode } from "@/lib/verification";

/**
 * The URL to redirect a browser to that opens a mailed link: the application's, with the outcome. If the project does not let
 * links verify when they are opened (docs/security.md #13), it is our page, which asks first.
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
    : // A used link repeats its result until it would have expired.
      proven.refusal.code === "already_verified" && !isExpired(v, v.now);
  const signedIn = v.policy.returnResult === "code" ? returnUrlWithCode(v, isVerified) : null;
  return ok(signedIn ?? withBooleanResult(v.returnUrl, isVerified));
}
