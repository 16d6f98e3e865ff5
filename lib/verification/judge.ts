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

/** A verification whose attempt has just been counted, and its recipient's budget with it. */
export type Counted = LoadedVerification & {
  /** Whether the answer was counted. If not, it cannot be a code. */
  isGuess: boolean;
  /** The budget was used up before: until when. */
  budgetRetryAt: Date | null;
  /** This attempt has used it up, and it locks: until when. */
  budgetLocksUntil: Date | null;
};

export type CheckVerdict =
  | { code: "already_verified"; raced: boolean }
  | { code: "verification_canceled" }
  | { code: "attempts_exhausted"; isExpired: boolean }
  | { code: "verification_expired"; expiredAt: Date; matched: boolean; attemptsLeft: number }
  | GuessBudgetExhausted
  /** `lockedUntil`: this wrong code was the last that the recipient's budget allowed. */
  | { code: "code_mismatch"; attemptsLeft: number; lockedUntil?: Date; now?: Date };

/**
 * The law of codes: the order of the lines is the order of the checks. A refusal carries the facts as judged, so that a
 * dialect which ranks them differently never has to look again.
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

/** Whether this token was ever sent, and is the present one. */
export function isLinkOf(v: Verification, token: LinkToken): boolean {
  const isEarlier = v.policy.earlierTokens === "live" && token.generation < v.generation;
  const source = isEarlier ? { ...v, generation: token.generation } : v;
  return wasIssued(v) && offersLink(v) && linkMatches(source, token);
}

/**
 * The law of links. A token that is not the present one learns nothing else. Attempts and guess budgets are for codes:
 * 256 bits cannot be guessed, and somebody else's wrong codes must not keep the owner out (docs/security.md #25).
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
