import type { Ctx } from "@/lib/access";
import { ok } from "@/lib/result";
import type { UserRow } from "@/lib/users";
import { answerBySecret } from "../answer-by-secret";
import { readVerification } from "../ids";
import { toChallenge } from "./challenge";
import { toAnswerError } from "./challenge-errors";

const fields = { id: "challengeID", value: "value", identifier: "identifierValue" };

/** Completes a challenge of a user, whose pending identifier of that value is verified with it. */
export async function answerChallenge(ctx: Ctx, user: UserRow, challengeID: string, value: string) {
  const verificationId = readVerification("cha", challengeID);
  if (!verificationId) return toAnswerError({ code: "verification_not_found" }, fields);
  const answered = await answerBySecret(ctx, {
    verificationId,
    user,
    secret: value,
    policyName: "corbado.challenge",
  });
  if (!answered.ok) return toAnswerError(answered.refusal, fields);
  return ok(toChallenge(answered.value, { revealed: false }));
}
