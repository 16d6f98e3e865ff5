import { actorOf, type Ctx, sameCallerKey } from "@/lib/access";
import { newId } from "@/lib/id";
import type { NamedPolicy } from "@/lib/projects";
import { blockedGuesser, countGuess, countRefusal } from "@/lib/protection";
import { ok, type Result, refuse } from "@/lib/result";
import { addSeconds, minute } from "@/lib/time";
import { type IdentifierInput, parseIdentifierLeniently } from "@/lib/users";
import { countAttempt, countAttemptByKey } from "./attempts/repository";
import { type Counted, judgeCode } from "./judge";
import { joinParallelChecks, type ParallelCheck } from "./parallel-checks";
import { type Proven, prove } from "./prove";
import { proveAtOnce } from "./prove-at-once";
import { findById } from "./queries/repository";
import { identify } from "./recipient";
import type { CheckRefusal, GuessBudgetExhausted } from "./refusals";
import { codeMatches, isDigits } from "./secret";
import { type SentCode, sentCode, sentCodeByKey } from "./sent-codes";
import { offersCode, wasIssued } from "./verification";

interface Answer {
  code: string;
  /** Makes the identifier the user's primary one, even if the starter did not ask for it. */
  updatePrimary?: boolean;
  /**
   * Counts every answer as an attempt, as some vendors do. By default an answer that is not made of digits costs none,
   * because it cannot match.
   */
  isEveryAnswerCounted?: boolean;
}

export interface CheckCode extends Answer {
  verificationId: string;
  /** What the caller expects the verification to be for. If it does not match, no attempt is counted. */
  expect?: {
    identifier?: IdentifierInput;
    userId?: string;
    purpose?: string;
    policyName?: string;
    client?: string;
  };
}

/**
 * Answers a pending verification with a code.
 * The attempt is counted before the code is compared, so parallel guesses cannot share one attempt. Only while no other check of
 * the verification runs here, a code that this process has sent is compared first, and a correct one is counted with its success.
 */
export async function checkCode(ctx: Ctx, input: CheckCode): Promise<Result<Proven, CheckRefusal>> {
  const blocked = await refuseGuesser(ctx);
  if (blocked) return blocked;
  const expected = input.expect?.identifier && parseIdentifierLeniently(input.expect.identifier);
  if (expected && !expected.ok) return refuse({ code: "identifier_mismatch" });

  const check = joinParallelChecks(input.verificationId);
  try {
    const sent = sentCode(ctx, input.verificationId);
    const isMeant = sent && isExpected(sent, input.expect, expected?.value.normalized);
    const proven = check.isAlone && isMeant ? await proveAtOnce(ctx, sent, input.code) : null;
    if (proven) return correct(ctx, proven);
    const counted = await countAttempt({
      ...attemptFields(ctx, input),
      id: input.verificationId,
      expectIdentifier: expected?.value.normalized ?? null,
      expectUserId: input.expect?.userId ?? null,
      expectPurpose: input.expect?.purpose ?? null,
      expectPolicyName: input.expect?.policyName ?? null,
      expectClient: input.expect?.client ?? null,
    });
    if (counted) return await judgeAttempt(ctx, counted, input, check);
  } finally {
    check.decide();
  }
  return input.expect ? missed(ctx, input.verificationId) : refuse({ code: "verification_not_found" });
}

export interface CheckCodeByKey extends Answer {
  /** The same as at the start. */
  policy: NamedPolicy;
  identifier: IdentifierInput;
  userId?: string;
  client?: string;
}

/**
 * Answers the newest verification with this policy, identifier, user and client, for callers that do not store its id.
 * Refuses with `verification_not_found` if there is none.
 */
export async function checkCodeByKey(ctx: Ctx, input: CheckCodeByKey): Promise<Result<Proven, CheckRefusal>> {
  const blocked = await refuseGuesser(ctx);
  if (blocked) return blocked;
  const identified = identify(input.identifier, input.policy.differences);
  if (!identified.ok) return refuse({ code: "verification_not_found" });
  const { identifier, key } = identified.value;
  const named = {
    policyName: input.policy.name,
    identifierType: identifier.type,
    identifier: key,
    userId: input.userId ?? null,
    client: input.client ?? null,
  };
  const check = joinParallelChecks(JSON.stringify([ctx.project.id, named]));
  try {
    const proven = check.isAlone
      ? await proveAtOnce(ctx, sentCodeByKey(ctx, named), input.code, named)
      : null;
    if (proven) return correct(ctx, proven);
    const counted = await countAttemptByKey({ ...attemptFields(ctx, input), ...named });
    return counted
      ? await judgeAttempt(ctx, counted, input, check)
      : refuse({ code: "verification_not_found" });
  } finally {
    check.decide();
  }
}

function isExpected(
  sent: SentCode,
  { userId, purpose, policyName, client }: CheckCode["expect"] = {},
  identifier = sent.identifier,
): boolean {
  return (
    sent.identifier === identifier &&
    userId === undefined &&
    (purpose ?? sent.purpose) === sent.purpose &&
    (policyName ?? sent.policyName) === sent.policyName &&
    (client ?? sent.client) === sent.client
  );
}

function correct(ctx: Ctx, proven: Proven): Result<Proven, never> {
  countGuess(ctx, true);
  return ok(proven);
}

/**
 * Refuses every answer from an address or network from which too many wrong ones came. The recipient's own budget can't see who
 * tries one code at each of many accounts.
 */
async function refuseGuesser(ctx: Ctx): Promise<Result<never, GuessBudgetExhausted> | null> {
  const subject = await blockedGuesser(ctx);
  if (!subject) return null;
  countRefusal(ctx.project.id, "limit/guesses");
  const now = new Date();
  return refuse({ code: "guess_budget_exhausted", retryAt: addSeconds(now, minute), now });
}

function attemptFields(ctx: Ctx, { code, isEveryAnswerCounted = false }: Answer) {
  const isGuess = isEveryAnswerCounted || isDigits(code);
  return {
    projectId: ctx.project.id,
    actor: actorOf(ctx.caller),
    requestId: ctx.requestId,
    eventId: newId(),
    isGuess,
  };
}

/** Judges a counted attempt, and marks the verification if the code is correct. */
async function judgeAttempt(
  ctx: Ctx,
  counted: Counted,
  answer: Answer,
  check: ParallelCheck,
): Promise<Result<Proven, CheckRefusal>> {
  if (isReplay(ctx, counted, answer.code)) return ok({ ...counted, replayed: true, isUserGone: false });
  const verdict = judgeCode(counted, answer.code);
  if (verdict.ok) countGuess(ctx, true);
  else {
    const { code } = verdict.refusal;
    if (code === "code_mismatch") countGuess(ctx, false);
    countRefusal(ctx.project.id, `code/${code}`);
    const isOvertaken = code === "attempts_exhausted" || code === "guess_budget_exhausted";
    return isOvertaken ? afterOthers(ctx, counted, answer.code, check, verdict) : verdict;
  }

  const proven = await prove(ctx, counted, "code", { updatesPrimary: answer.updatePrimary });
  if (proven.ok || proven.refusal.code !== "already_verified") return proven;
  return replayOfRace(ctx, counted.id, answer.code);
}

/**
 * The result of a check that was refused for lack of attempts or guesses, once all parallel ones are decided: one of them
 * may have verified it. Waits whatever the code is, because the delay would reveal a correct one.
 */
async function afterOthers(
  ctx: Ctx,
  { id }: Counted,
  code: string,
  check: ParallelCheck,
  refused: Result<never, CheckRefusal>,
): Promise<Result<Proven, CheckRefusal>> {
  check.decide();
  await check.othersDecided();
  const found = await findById(ctx.project.id, id);
  return found?.verifiedAt ? replayOfRace(ctx, id, code) : refused;
}

/** Nothing was counted: the expectation did not match, or the verification does not exist. */
async function missed(ctx: Ctx, verificationId: string) {
  const found = await findById(ctx.project.id, verificationId);
  return found ? refuse({ code: "identifier_mismatch" }) : refuse({ code: "verification_not_found" });
}

/** Auto-submit and Enter can send the same correct code twice. Within a few seconds, the second is a success, too. */
function isReplay(ctx: Ctx, v: Counted, code: string): boolean {
  // A statement that waited for the winner's lock has an older `now`, so a window of 0 seconds could still seem open.
  if (v.policy.replaySeconds === 0) return false;
  if (!v.verifiedAt || v.method !== "code" || v.verifiedBy !== sameCallerKey(ctx.caller)) return false;
  return (
    v.now < addSeconds(v.verifiedAt, v.policy.replaySeconds) &&
    wasIssued(v) &&
    offersCode(v) &&
    codeMatches(v, code)
  );
}

/** Another call changed the verification between counting and marking, perhaps the same caller's second submission. */
async function replayOfRace(ctx: Ctx, id: string, code: string): Promise<Result<Proven, CheckRefusal>> {
  const found = await findById(ctx.project.id, id);
  if (!found) return refuse({ code: "verification_not_found" });
  if (isReplay(ctx, { ...found, isGuess: true, budgetRetryAt: null, budgetLocksUntil: null }, code))
    return ok({ ...found, replayed: true, isUserGone: false });
  if (found.canceledAt) return refuse({ code: "verification_canceled" });
  if (!found.verifiedAt)
    return refuse({
      code: "code_mismatch",
      attemptsLeft: Math.max(0, found.policy.maxAttempts - found.attemptCount),
    });
  return refuse({ code: "already_verified", raced: true });
}
