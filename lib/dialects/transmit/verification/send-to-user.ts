import type { z } from "zod";
import type { Ctx } from "@/lib/access";
import { mapOk, type Result } from "@/lib/result";
import type { SendRefusal } from "../refusals";
import type { Subject } from "../subject";
import type { SendToUser } from "../wire/bodies";
import { sendCode } from "./send-code";
import { sendLink } from "./send-link";

/** Sends a passcode or a link for a backend. */
export async function sendToUser(
  ctx: Ctx,
  subject: Subject,
  {
    method,
    email: identifier,
    redirect_uri,
    email_content: message,
    update_primary,
  }: z.output<typeof SendToUser>,
): Promise<Result<{ message: string }, SendRefusal>> {
  if (method === "otp" || redirect_uri === undefined) {
    return mapOk(await sendCode(ctx, subject, { identifier, message }), () => ({
      message: "Email sent successfully",
    }));
  }
  const link = { identifier, redirectUri: redirect_uri, updatePrimary: update_primary, message };
  return mapOk(await sendLink(ctx, subject, link), () => ({ message: "Verification email sent" }));
}
