import { ok, type Result, refuse } from "@/lib/result";
import type { GuessBudgetExhausted } from "./refusals";
import { codeMatches, type LinkToken, linkMatches } from "./secret";
import {
  isCodeExpired,
  type LoadedVerification,
  offersCode,
  offersLink,
  type Verification,
  wasIssued,
} from "./verification";

/** A verification after its attempt was counted, together with the recipient's guess budget. */
export type Counted = LoadedVerification & {
  /** Whether the answer was counted. If not, it cannot be a code. */
  isGuess: boolean;
  /** Set if the guess budget was used up before: when it has room again. */
  budgetRetryAt: Date | null;
  /** Set if this attempt used up a budget that locks: until when. */
  budgetLocksUntil: Date | null;
};

export type CheckVerdict =
  | { code: "already_verified"; raced: boolean }
  | { code: "verification_canceled" }
  | { code: "attempts_exhausted"; isExpired: boolean }
  | { code: "verification_expired"; expiredAt: Date; matched: boolean; attemptsLeft: number }
  | GuessBudgetExhausted
  /** `lockedUntil`: this wrong code was the last one the recipient's budget allowed. */
  | { code: "code_mismatch"; attemptsLeft: number; lockedUntil?: Date; now?: Date };

/**
 * The rules for codes, in the order in which they are checked. A refusal carries all facts that were judged, so that a
 * dialect with a different order needs no second query.
 */
export function judgeCode(v: Counted, code: string): Result<void, CheckVerdict> {
  if (v.verifiedAt) return refuse({ code: "already_verified", raced: false });
  if (v.canceledAt) return refuse({ code: "verification_canceled" });
  const attemptsLeft = v.policy.maxAttempts - v.attemptCount;
  const isExpired = isCodeExpired(v, v.now);
  if (attemptsLeft < 0 || (attemptsLeft === 0 && !v.isGuess)) {
    return refuse({ code: "attempts_exhausted", isExpired });
  }
  const matched = wasIssued(v) && offersCode(v) && codeMatches(v, code);
  if (isExpired)
    return refuse({ code: "verification_expired", expiredAt: v.codeExpiresAt, matched, attemptsLeft });
  if (v.budgetRetryAt)
    return refuse({ code: "guess_budget_exhausted", retryAt: v.budgetRetryAt, now: v.now });
  const locked = v.budgetLocksUntil && { lockedUntil: v.budgetLocksUntil, now: v.now };
  if (!matched) return refuse({ code: "code_mismatch", attemptsLeft, ...locked });
  return ok(undefined);
}

export type LinkVerdict =
  | { code: "link_invalid" }
  | { code: "already_verified"; raced: boolean }
  | { code: "verification_canceled" }
  | { code: "verification_expired"; expiredAt: Date; matched: boolean; attemptsLeft: number };

/** Whether this token was sent and belongs to the current generation, or to an earlier one if the policy allows it. */
export function isLinkOf(v: Verification, token: LinkToken): boolean {
  const isEarlier = v.policy.earlierTokens === "live" && token.generation < v.generation;
  const source = isEarlier ? { ...v, generation: token.generation } : v;
  return wasIssued(v) && offersLink(v) && linkMatches(source, token);
}

/**
 * The rules for links. Any other token gets `link_invalid` and nothing more. Attempts and guess budgets apply to codes
 * only: 256 bits cannot be guessed, and someone else's wrong codes must not lock out the owner (docs/security.md #25).
 */
export function judgeLink(v: LoadedVerification, token: LinkToken): Result<void, LinkVerdict> {
  if (!isLinkOf(v, token)) return refuse({ code: "link_invalid" });
  if (v.verifiedAt) return refuse({ code: "already_verified", raced: false });
  if (v.canceledAt) return refuse({ code: "verification_canceled" });
  if (isCodeExpired(v, v.now)) {
    const attemptsLeft = Math.max(0, v.policy.maxAttempts - v.attemptCount);
    return refuse({ code: "verification_expired", expiredAt: v.codeExpiresAt, matched: true, attemptsLeft });
  }
  return ok(undefined);
}
