import type { z } from "zod";
import type { Ctx } from "@/lib/access";
import { ok, refuse } from "@/lib/result";
import { findUser } from "@/lib/users";
import { find } from "@/lib/verification";
import { answerBySecret } from "../answer-by-secret";
import { toAnswerError, userDisabled } from "../challenges/challenge-errors";
import { parseVerificationId } from "../ids";
import { isDisabled } from "../resources/user";
import { type ConfirmedUser, confirmedUser } from "./confirmed-user";
import { type Kind, kinds, policyNameOf } from "./kinds";
import { loginTokenFor } from "./login-token";
import { MessageContext } from "./message-context";

export interface ValidateMessage {
  id: string;
  secret: string;
  createLoginToken?: boolean;
}

/** Confirms a link or code by its secret, and returns the user it was sent to. Unlike in v2, an unknown id is 404. */
export async function validateMessage(
  ctx: Ctx,
  kind: Kind,
  { id, secret, createLoginToken }: ValidateMessage,
) {
  const { prefix, idField, secretField, recipientField } = kinds[kind];
  const verificationId = parseVerificationId(prefix, id);
  if (!verificationId) return refuse({ code: "not_found" });
  if (await isOfDisabledUser(ctx, verificationId)) return userDisabled("userID");
  const proven = await answerBySecret(ctx, {
    verificationId,
    user: null,
    secret,
    policyName: policyNameOf(kind),
  });
  if (proven.ok) {
    const context = MessageContext.parse(proven.value.wireContext);
    const user = await confirmedUser(ctx, proven.value, context);
    if (!user.ok || !createLoginToken) return user;
    return ok({ ...user.value, loginToken: await loginTokenFor(ctx, proven.value.userId!, user.value) });
  }
  const { refusal } = proven;
  if (refusal.code === "verification_not_found" || refusal.code === "identifier_mismatch") {
    return refuse({ code: "not_found" });
  }
  return toAnswerError(refusal, { id: idField, value: secretField, identifier: recipientField });
}

async function isOfDisabledUser(ctx: Ctx, verificationId: string): Promise<boolean> {
  const found = await find(ctx, verificationId);
  const user = found.ok && found.value.userId !== null ? await findUser(ctx, found.value.userId) : null;
  return user?.ok === true && isDisabled(user.value);
}

/** As `validateMessage`, without the user: the vendor's answer for SMS names none. */
export async function validateSmsCode(ctx: Ctx, answer: ValidateMessage) {
  const validated = await validateMessage(ctx, "smsCode", answer);
  if (!validated.ok) return validated;
  const { loginToken } = validated.value as z.input<typeof ConfirmedUser>;
  return ok(loginToken === undefined ? {} : { loginToken });
}
