import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import type { IdentifierInput, User } from "@/lib/users";
import { challengeOf, start } from "@/lib/verification";
import { messageOf } from "../application";
import { findUserBy } from "../directory/find-by";
import { signInPolicy } from "../policies";
import { type SendRefusal, sendRefusal } from "../refusals";
import { callingClient } from "../subject";
import type { IdentifierType } from "../wire/identifier-types";

export interface SendSignInCode {
  channel: "direct" | "email" | "sms";
  identifier_type: IdentifierType;
  identifier: string;
}

interface Sent {
  message: "OTP sent";
  /** Only with the channel `direct`: the backend gets the code. */
  code?: string;
}

/** Issues a sign-in passcode, to the backend itself or to one of the user's addresses. */
export async function sendSignInCode(
  ctx: Ctx,
  { channel, identifier_type, identifier: named }: SendSignInCode,
): Promise<Result<Sent, SendRefusal | { code: "client_gone" } | { code: "user_suspended" }>> {
  const client = await callingClient(ctx);
  if (!client.ok) return client;
  const user = await findUserBy(ctx, identifier_type, named);
  if (!user.ok) return user;
  if (user.value.suspendedAt) return refuse({ code: "user_suspended" });
  const identifier = addressFor(user.value, channel);
  if (!identifier)
    return refuse({ code: "value_refused", texts: [`identifier has nothing that ${channel} could reach`] });

  const isDirect = channel === "direct";
  const started = await start(ctx, {
    identifier,
    policy: signInPolicy(ctx.project, isDirect),
    client: client.value,
    userId: user.value.id,
    purpose: "authenticate",
    message: messageOf(ctx.project, client.value),
  });
  if (!started.ok) return sendRefusal(started.refusal, "email" in identifier ? "email" : "phone");
  const { verification } = started.value;
  const code = isDirect ? challengeOf(verification, verification.now).code : null;
  return ok({ message: "OTP sent", ...(code !== null && { code }) });
}

/** The user's primary address for the channel. With `direct`, either one. */
function addressFor({ identifiers }: User, channel: SendSignInCode["channel"]): IdentifierInput | null {
  const primary = (type: "email" | "phone") =>
    identifiers.find((held) => held.isPrimary && held.type === type)?.value;
  const email = channel === "sms" ? undefined : primary("email");
  if (email !== undefined) return { email };
  const phone = channel === "email" ? undefined : primary("phone");
  return phone === undefined ? null : { phone };
}
