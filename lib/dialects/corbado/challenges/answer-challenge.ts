import type { Ctx } from "@/lib/access";
import { ok } from "@/lib/result";
import type { UserRow } from "@/lib/users";
import { answerBySecret } from "../answer-by-secret";
import { parseVerificationId } from "../ids";
import { toChallenge } from "./challenge";
import { toAnswerError } from "./challenge-errors";

const fields = { id: "challengeID", value: "value", identifier: "identifierValue" };

/** Completes a challenge of a user, and verifies the user's pending identifier of that value. */
export async function answerChallenge(ctx: Ctx, user: UserRow, challengeID: string, value: string) {
  const verificationId = parseVerificationId("cha", challengeID);
  if (!verificationId) return toAnswerError({ code: "verification_not_found" }, fields);
  const proven = await answerBySecret(ctx, {
    verificationId,
    user,
    secret: value,
    policyName: "corbado.challenge",
  });
  if (!proven.ok) return toAnswerError(proven.refusal, fields);
  return ok(toChallenge(proven.value, { isRevealed: false }));
}
