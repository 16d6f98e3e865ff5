import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { type Proven, prove } from "./prove";
import { findById } from "./queries/repository";
import type { RedeemRefusal } from "./refusals";
import { idOfShortToken, shortTokenMatches, shortTokenOf } from "./secret";
import { isCodeExpired, type LoadedVerification, offersLink, wasIssued } from "./verification";

/** The short token of a verification that a trusted backend delivers itself. See `challengeOf`. */
export function shortToken(v: LoadedVerification): string {
  return shortTokenOf(v);
}

/** The verification of a valid short token, in any state. Null for any other token. Changes nothing. */
export async function findByShortToken(ctx: Ctx, text: string): Promise<LoadedVerification | null> {
  const id = idOfShortToken(text);
  const found = id && (await findById(ctx.project.id, id));
  return found && wasIssued(found) && offersLink(found) && shortTokenMatches(found, text) ? found : null;
}

/** Verifies by short token, once: of several parallel calls, one succeeds. The rules are those of `judgeLink`. */
export async function redeemShortToken(ctx: Ctx, text: string): Promise<Result<Proven, RedeemRefusal>> {
  const found = await findByShortToken(ctx, text);
  if (!found) return refuse({ code: "link_invalid" });
  if (found.verifiedAt) return refuse({ code: "already_verified", raced: false });
  if (found.canceledAt) return refuse({ code: "verification_canceled" });
  if (isCodeExpired(found, found.now)) {
    const attemptsLeft = Math.max(0, found.policy.maxAttempts - found.attemptCount);
    return refuse({
      code: "verification_expired",
      expiredAt: found.codeExpiresAt,
      matched: true,
      attemptsLeft,
    });
  }
  const proven = await prove(ctx, found, "link");
  return proven.ok ? ok(proven.value) : proven;
}
