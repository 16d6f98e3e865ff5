import { actorOf, type Ctx, sameCallerKey } from "@/lib/access";
import { arrayLiteral } from "@/lib/db";
import { newId } from "@/lib/id";
import { markProven } from "./immediate-proofs/repository";
import type { Proven } from "./prove";
import { codeMatches } from "./secret";
import { forgetSentCode, type SentCode } from "./sent-codes";
import type { VerificationKey } from "./sql-fragments/repository";

/**
 * Verifies with a correct code in one statement instead of two, if this process has sent the code. Null, and nothing was counted,
 * if the code is wrong or not known here, or if the verification cannot be proven now: whoever counts the attempt then learns why.
 */
export async function proveAtOnce(
  ctx: Ctx,
  sent: SentCode | undefined,
  code: string,
  key: VerificationKey | null = null,
): Promise<Proven | null> {
  if (!sent || !codeMatches(sent, code)) return null;
  const { policy, id, generation, identifier } = sent;
  // Events are told in the order of their ids, which are random within a millisecond.
  const [attemptedId, verifiedId] = [newId(), newId()].sort() as [string, string];
  const guessBudgets = policy.guessBudgets.filter(({ by }) => by === "recipient");
  const proven = await markProven(
    {
      id,
      projectId: ctx.project.id,
      generation,
      identifier,
      policy,
      budgetKeys: arrayLiteral(guessBudgets.map(() => `${sent.identifierType}:${identifier}`)),
      budgetMaxes: arrayLiteral(guessBudgets.map(({ wrong }) => wrong)),
      budgetWindows: arrayLiteral(guessBudgets.map(({ windowSeconds }) => windowSeconds)),
      verifiedBy: sameCallerKey(ctx.caller),
      actor: actorOf(ctx.caller),
      requestId: ctx.requestId,
      attemptedId,
      verifiedId,
    },
    key,
  );
  if (!proven) return null;
  forgetSentCode(sent);
  return { ...proven, replayed: false, isUserGone: false };
}
