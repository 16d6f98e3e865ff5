import type { Ctx } from "@/lib/access";
import { ok, refuse } from "@/lib/result";
import { answerBySecret } from "../answer-by-secret";
import { toAnswerError } from "../challenges/challenge-errors";
import { readVerification } from "../ids";
import { confirmedUser } from "./confirmed-user";
import { type Kind, kinds, policyNameOf } from "./kinds";
import { MessageContext } from "./message-context";

/** Proves by link or code, and answers whom it proved. An unknown id is 404 here, unlike in v2. */
export async function validateMessage(ctx: Ctx, kind: Kind, { id, value }: { id: string; value: string }) {
  const { prefix, id: idField, secret, to } = kinds[kind];
  const verificationId = readVerification(prefix, id);
  if (!verificationId) return refuse({ code: "not_found" });
  const policyName = policyNameOf(kind);
  const answered = await answerBySecret(ctx, { verificationId, user: null, value, policyName });
  if (answered.ok)
    return confirmedUser(ctx, answered.value, MessageContext.parse(answered.value.wireContext));
  const { refusal } = answered;
  if (refusal.code === "verification_not_found" || refusal.code === "identifier_mismatch") {
    return refuse({ code: "not_found" });
  }
  return toAnswerError(refusal, { id: idField, value: secret, identifier: to });
}

/** As `validateMessage`, but an SMS's answer says nothing of the user. */
export async function validateSmsCode(ctx: Ctx, answered: { id: string; value: string }) {
  const validated = await validateMessage(ctx, "smsCode", answered);
  return validated.ok ? ok({}) : validated;
}
