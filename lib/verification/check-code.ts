import { actorOf, type Ctx, sameCallerKey } from "@/lib/access";
import { newId } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";
import { addSeconds } from "@/lib/time";
import { type GivenIdentifier, parseIdentifier } from "@/lib/users";
import { countAttempt } from "./answering/repository";
import { type Counted, judgeCode } from "./judge";
import { type Proven, prove } from "./prove";
import { findById } from "./reading/repository";
import type { CheckRefusal } from "./refusals";
import { codeMatches } from "./secret";
import { wasIssued } from "./verification";

export interface CheckCode {
  verificationId: string;
  code: string;
  /** What the caller believes the verification to be about. A miss costs no attempt. */
  expect?: { identifier?: GivenIdentifier; userId?: string; purpose?: string };
}

/**
 * Answers a pending verification with a code.
 * The attempt is counted before the code is compared, so parallel guesses cannot share one attempt.
 */
export async function checkCode(ctx: Ctx, input: CheckCode): Promise<Result<Proven, CheckRefusal>> {
  const expected = input.expect?.identifier && parseIdentifier(input.expect.identifier);
  if (expected && !expected.ok) return refuse({ code: "identifier_mismatch" });

  const counted = await countAttempt({
    id: input.verificationId,
    projectId: ctx.project.id,
    expectIdentifier: expected?.value.normalized ?? null,
    expectUserId: input.expect?.userId ?? null,
    expectPurpose: input.expect?.purpose ?? null,
    actor: actorOf(ctx.caller),
    requestId: ctx.requestId,
    eventId: newId(),
  });
  if (!counted)
    return input.expect ? missed(ctx, input.verificationId) : refuse({ code: "verification_not_found" });
  if (isReplay(ctx, counted, input.code)) return ok({ ...counted, replayed: true });

  const verdict = judgeCode(counted, input.code);
  if (!verdict.ok) return verdict;

  const proven = await prove(ctx, counted, "code");
  if (proven.ok || proven.refusal.code !== "already_verified") return proven;
  return replayOfRace(ctx, input);
}

/** The expectation was wrong, or there is nothing to expect anything of. */
async function missed(ctx: Ctx, verificationId: string) {
  const found = await findById(ctx.project.id, verificationId);
  return found ? refuse({ code: "identifier_mismatch" }) : refuse({ code: "verification_not_found" });
}

/** Auto-submit and Enter send the same right answer twice; a few seconds later the second still means "yes". */
function isReplay(ctx: Ctx, v: Counted, code: string): boolean {
  if (!v.verifiedAt || v.method !== "code" || v.verifiedBy !== sameCallerKey(ctx.caller)) return false;
  return v.now < addSeconds(v.verifiedAt, v.policy.replaySeconds) && wasIssued(v) && codeMatches(v, code);
}

/** Somebody was first between counting and marking: the same caller's other submission, or not. */
async function replayOfRace(ctx: Ctx, input: CheckCode): Promise<Result<Proven, CheckRefusal>> {
  const found = await findById(ctx.project.id, input.verificationId);
  if (!found) return refuse({ code: "verification_not_found" });
  if (isReplay(ctx, { ...found, budgetRetryAt: null }, input.code)) return ok({ ...found, replayed: true });
  if (found.canceledAt) return refuse({ code: "verification_canceled" });
  if (!found.verifiedAt)
    return refuse({
      code: "code_mismatch",
      attemptsLeft: Math.max(0, found.policy.maxAttempts - found.attemptCount),
    });
  return refuse({ code: "already_verified", raced: true });
}
