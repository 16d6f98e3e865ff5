import { createHash } from "node:crypto";
import type { Ctx } from "@/lib/access";
import { metrics } from "@/lib/metrics";
import { ok, type Result, refuse } from "@/lib/result";
import { hour } from "@/lib/time";
import type { PageAction } from "../risk/risk-of";
import type { ChallengeAnswer, ShownChallenge } from "./challenge";
import { kindOf, proofOfWork } from "./kinds";
import { challengeLevel } from "./show-challenge";
import { spendChallenge } from "./spent/repository";

/** Longer than any answer is valid: ours ten minutes, vendors' five at most. */
const keptSeconds = hour;

/** `challenge` is the one to show next. */
export type ChallengeRefusal =
  /** There was no answer, or it was too old, or used before. */
  | { code: "challenge_required"; challenge: ShownChallenge }
  | { code: "challenge_failed"; challenge: ShownChallenge }
  /** There was no solution, and `waitSeconds` of the wait are left. */
  | { code: "challenge_too_early"; waitSeconds: number; challenge: ShownChallenge };

/** Accepts what a visitor of a page is about to do if there is no risk, or a right answer to a challenge. It passes once. */
export async function passChallenge(
  ctx: Pick<Ctx, "project" | "endUser">,
  action: PageAction,
  verificationId: string,
  given: ChallengeAnswer,
): Promise<Result<void, ChallengeRefusal>> {
  const level = challengeLevel(ctx, action);
  if (level === 0) return ok(undefined);
  const subject = { project: ctx.project, verificationId };
  const configured = kindOf(ctx.project.settings.protection.challenge);
  // Only a proof of work has a token. A project with a vendor's widget shows one while the vendor cannot be reached.
  const verdict = await (given.token ? proofOfWork : configured).check(given, subject);
  const isAccepted = verdict.outcome === "passed" && (await spend(verdict.spends));
  const outcome = verdict.outcome === "passed" && !isAccepted ? "used" : verdict.outcome;
  metrics().outcomes.inc({ dialect: "portal", operation: "challenge", outcome });
  if (isAccepted) return ok(undefined);
  if (verdict.outcome === "too_early") {
    const { waitSeconds } = verdict;
    const challenge: ShownChallenge = { kind: "proof_of_work", token: given.token, waitSeconds };
    return refuse({ code: "challenge_too_early", waitSeconds, challenge });
  }
  const next = verdict.outcome === "unavailable" ? proofOfWork : configured;
  return refuse({
    code: verdict.outcome === "failed" ? "challenge_failed" : "challenge_required",
    challenge: await next.issue(subject, level),
  });
}

function spend(answer: string): Promise<boolean> {
  return spendChallenge(createHash("sha256").update(answer).digest(), keptSeconds);
}
