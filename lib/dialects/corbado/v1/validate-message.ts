import type { Ctx } from "@/lib/access";
import { ok, refuse } from "@/lib/result";
import { answerBySecret } from "../answer-by-secret";
import { toAnswerError } from "../challenges/challenge-errors";
import { parseVerificationId } from "../ids";
import { confirmedUser } from "./confirmed-user";
import { type Kind, kinds, policyNameOf } from "./kinds";
import { MessageContext } from "./message-context";

/** Confirms a link or code by its secret, and returns the user it was sent to. Unlike in v2, an unknown id is 404. */
export async function validateMessage(ctx: Ctx, kind: Kind, { id, secret }: { id: string; secret: string }) {
  const { prefix, idField, secretField, recipientField } = kinds[kind];
  const verificationId = parseVerificationId(prefix, id);
  if (!verificationId) return refuse({ code: "not_found" });
  const proven = await answerBySecret(ctx, {
    verificationId,
    user: null,
    secret,
    policyName: policyNameOf(kind),
  });
  if (proven.ok) return confirmedUser(ctx, proven.value, MessageContext.parse(proven.value.wireContext));
  const { refusal } = proven;
  if (refusal.code === "verification_not_found" || refusal.code === "identifier_mismatch") {
    return refuse({ code: "not_found" });
  }
  return toAnswerError(refusal, { id: idField, value: secretField, identifier: recipientField });
}

/** As `validateMessage`, without the user: the vendor's answer for SMS names none. */
export async function validateSmsCode(ctx: Ctx, answer: { id: string; secret: string }) {
  const validated = await validateMessage(ctx, "smsCode", answer);
  return validated.ok ? ok({}) : validated;
}
