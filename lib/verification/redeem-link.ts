import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { addSeconds } from "@/lib/time";
import { isLinkOf, judgeLink } from "./judge";
import { type Proven, prove } from "./prove";
import { findAnywhere } from "./queries/repository";
import type { RedeemRefusal } from "./refusals";
import { parseLinkToken } from "./secret";
import type { LoadedVerification } from "./verification";

/** What a link leads to, without changing anything: mail scanners and previews may look as often as they like. */
export async function peekLink(text: string): Promise<Result<LoadedVerification, RedeemRefusal>> {
  const token = parseLinkToken(text);
  const found = token && (await findAnywhere(token.verificationId));
  if (!found) return refuse({ code: "link_invalid" });
  const verdict = judgeLink(found, token);
  return verdict.ok ? ok(found) : verdict;
}

/** The verification of a true token, whatever became of it; null for any other. */
export async function findByLink(text: string): Promise<LoadedVerification | null> {
  const token = parseLinkToken(text);
  const found = token && (await findAnywhere(token.verificationId));
  return found && isLinkOf(found, token) ? found : null;
}

/**
 * Proves by link. Called by a person's button press only, never by opening the link (docs/security.md #13). `contextOf`
 * gives the context for the verification's project, which the token alone names. A token of another verification than
 * expected is as good as none.
 */
export async function redeemLink(
  contextOf: (projectId: string) => Promise<Ctx>,
  text: string,
  expect: { verificationId?: string } = {},
): Promise<Result<Proven, RedeemRefusal>> {
  const token = parseLinkToken(text);
  const isExpected = !expect.verificationId || expect.verificationId === token?.verificationId;
  const found = token && isExpected && (await findAnywhere(token.verificationId));
  if (!found) return refuse({ code: "link_invalid" });
  const verdict = judgeLink(found, token);
  if (!verdict.ok)
    return isSecondClick(found, verdict.refusal)
      ? ok({ ...found, replayed: true, isUserGone: false })
      : verdict;
  const ctx = await contextOf(found.projectId);
  const proven = await prove(ctx, found, "link");
  if (proven.ok || proven.refusal.code !== "already_verified") return proven;
  return redeemLink(contextOf, text, expect);
}

function isSecondClick(v: LoadedVerification, refusal: RedeemRefusal): boolean {
  if (refusal.code !== "already_verified" || v.method !== "link" || !v.verifiedAt) return false;
  if (v.policy.replaySeconds === 0) return false;
  return v.now < addSeconds(v.verifiedAt, v.policy.replaySeconds);
}
