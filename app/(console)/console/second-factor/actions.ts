"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { secret } from "@/app/_forms/action";
import { answerWithPasskey, answerWithRecoveryCode, answerWithTotp, askForPasskey } from "@/lib/access";
import { mapOk } from "@/lib/result";
import { accountCtx } from "../../_session/console-ctx";
import { requireFirstFactor } from "../../_session/session";
import { consoleAction } from "../../_text/console-action";
import { getText } from "../../_text/get-text";
import { refusalText } from "../../_text/refusal-text";

/** What the browser needs to sign with one of the operator's passkeys. */
export async function startPasskey() {
  const { operatorId } = await requireFirstFactor();
  return askForPasskey(operatorId);
}

/** Returns an error text if the signature was not accepted. */
export async function answerPasskey(
  response: Parameters<typeof answerWithPasskey>[2],
): Promise<string | undefined> {
  const t = await getText();
  const session = await requireFirstFactor();
  const answered = await answerWithPasskey(await accountCtx(session.operatorId), session, response);
  return answered.ok ? undefined : refusalText("secondFactor", answered.refusal, t);
}

const Code = z.object({ code: secret(z.string().trim().max(100)) });

/** Takes a code of the authenticator app or a recovery code. */
export const answerCode = consoleAction(Code, async ({ code }) => {
  const session = await requireFirstFactor();
  const ctx = await accountCtx(session.operatorId);
  const isRecoveryCode = code.replace(/[\s-]/g, "").length > 8;
  const answer = isRecoveryCode ? answerWithRecoveryCode : answerWithTotp;
  return mapOk(await answer(ctx, session, code), () => true as const);
});

/** The same at sign-in. */
export const signInWithCode: typeof answerCode = async (before, form) => {
  const state = await answerCode(before, form);
  if (state.done) redirect("/console");
  return state;
};
