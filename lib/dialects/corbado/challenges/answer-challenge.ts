import type { Ctx } from "@/lib/access";
import { ok } from "@/lib/result";
import type { UserRow } from "@/lib/users";
import { answerBySecret } from "../answer-by-secret";
import { parseVerificationId } from "../ids";
import { challengePolicyName } from "../policies";
import { isDisabled } from "../resources/user";
import { toChallenge } from "./challenge";
import { challengeNotFound, toAnswerError, userDisabled } from "./challenge-errors";

const fields = { id: "challengeID", value: "value", identifier: "identifierValue" };

/** Completes a challenge of a user, and verifies the user's pending identifier of that value. */
export async function answerChallenge(ctx: Ctx, user: UserRow, challengeID: string, value: string) {
  if (isDisabled(user)) return userDisabled("userID");
  const verificationId = parseVerificationId("cha", challengeID);
  if (!verificationId) return challengeNotFound();
  const proven = await answerBySecret(ctx, {
    verificationId,
    user,
    secret: value,
    policyName: challengePolicyName,
  });
  if (!proven.ok) return toAnswerError(proven.refusal, fields);
  return ok(toChallenge(proven.value, { isRevealed: false }));
}
