import type { CustomMessage } from "@/drizzle/schema";
import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import type { IdentifierInput } from "@/lib/users";
import { start } from "@/lib/verification";
import { messageOf } from "../application";
import { otpPolicy } from "../policies";
import { type SendRefusal, sendRefusal } from "../refusals";
import type { Subject } from "../subject";

export interface SendCode {
  identifier: IdentifierInput;
  /** The caller's own texts instead of the project's. */
  message?: CustomMessage;
}

/** Sends a passcode and invalidates an older one for the same address. */
export async function sendCode(
  ctx: Ctx,
  { userId, client }: Subject,
  { identifier, message }: SendCode,
): Promise<Result<void, SendRefusal>> {
  const policy = otpPolicy(ctx.project);
  const started = await start(ctx, {
    identifier,
    policy,
    client,
    userId,
    message: messageOf(ctx.project, client, message),
  });
  if (started.ok) return ok(undefined);
  return sendRefusal(started.refusal, "email" in identifier ? "email" : "phone");
}
