"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { mapOk } from "@/lib/result";
import { forgetSignIn, resendSignInCode, sendSignInCode } from "../../_session/sign-in-code";
import { consoleAction } from "../../_text/console-action";

export const requestCode = consoleAction(
  z.object({ email: z.string().trim().max(254) }),
  async ({ email }) => {
    const sent = await sendSignInCode(email);
    if (!sent.ok) return sent;
    redirect("/console/sign-in");
  },
);

export const resendCode = consoleAction(z.object({}), async () => {
  return mapOk(await resendSignInCode(), () => true);
});

export async function startOver(): Promise<void> {
  await forgetSignIn();
  redirect("/console/sign-in");
}
