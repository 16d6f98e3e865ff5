import type { z } from "zod";
import type { CustomMessage } from "@/drizzle/schema";
import type { Ctx } from "@/lib/access";
import type { SignInContext } from "@/lib/http/oauth";
import { ok, type Result, refuse } from "@/lib/result";
import type { IdentifierInput, User } from "@/lib/users";
import { challengeOf, start } from "@/lib/verification";
import { messageOf } from "../application";
import { findUserBy } from "../directory/find-by";
import { signInPolicy } from "../policies";
import { type SendRefusal, sendRefusal } from "../refusals";
import { callingClient } from "../subject";
import { messageOfSms } from "../wire/bodies";
import type { SendSignInCode } from "../wire/sign-in-bodies";
import { onDevice } from "./device";
import { issuer } from "./sign-in";

type Given = z.output<typeof SendSignInCode>;

interface Sent {
  message: "OTP sent";
  approval_data?: NonNullable<Given["approval_data"]>;
  /** Only with the channel `direct`: the backend gets the code. */
  code?: string;
}

/** Issues a sign-in passcode, to the backend itself or to one of the user's addresses. */
export async function sendSignInCode(
  ctx: Ctx,
  given: Given,
): Promise<Result<Sent, SendRefusal | { code: "client_gone" } | { code: "user_suspended" }>> {
  const { channel, approval_data } = given;
  const client = await callingClient(ctx);
  if (!client.ok) return client;
  const user = await findUserBy(ctx, given.identifier_type, given.identifier);
  if (!user.ok) return user;
  if (user.value.suspendedAt) return refuse({ code: "user_suspended" });
  const identifier = customAddress(given) ?? addressFor(user.value, channel);
  if (!identifier)
    return refuse({ code: "value_refused", texts: [`identifier has nothing that ${channel} could reach`] });

  const isDirect = channel === "direct";
  const started = await start(onDevice(ctx, given.client_attributes), {
    identifier,
    policy: signInPolicy(ctx.project, isDirect, given.expires_in && given.expires_in * 60),
    client: client.value,
    userId: user.value.id,
    purpose: "authenticate",
    wireContext: contextOf(given),
    message: messageOf(ctx.project, client.value, textsOf(given)),
  });
  if (!started.ok) return sendRefusal(started.refusal, "email" in identifier ? "email" : "phone");
  const { verification } = started.value;
  const code = isDirect ? challengeOf(verification, verification.now).code : null;
  return ok({
    message: "OTP sent",
    ...(approval_data && { approval_data }),
    ...(code !== null && { code }),
  });
}

/** An address that the backend chose. It signs the user in and is not added to the profile. */
function customAddress({ channel, custom_email, custom_phone_number }: Given): IdentifierInput | undefined {
  if (channel === "email") return custom_email;
  return channel === "sms" ? custom_phone_number : undefined;
}

/** The user's primary address for the channel. With `direct`, either one. */
function addressFor({ identifiers }: User, channel: Given["channel"]): IdentifierInput | null {
  const primary = (type: "email" | "phone") =>
    identifiers.find((held) => held.isPrimary && held.type === type)?.value;
  const email = channel === "sms" ? undefined : primary("email");
  if (email !== undefined) return { email };
  const phone = channel === "email" ? undefined : primary("phone");
  return phone === undefined ? null : { phone };
}

function textsOf({ channel, email_content, custom_sms_input }: Given): CustomMessage | undefined {
  if (channel === "email") return email_content;
  return channel === "sms" && custom_sms_input ? messageOfSms(custom_sms_input) : undefined;
}

/** The vendor has no method name for a code that the backend delivered itself. */
const methodNames = { email: ["eotp"], sms: ["sms"], direct: undefined };

function contextOf({ channel, approval_data }: Given): SignInContext {
  const amr = methodNames[channel];
  return {
    path: issuer,
    createsUser: false,
    claims: { ...(amr && { amr }), ...(approval_data && { approval_data }) },
  };
}
