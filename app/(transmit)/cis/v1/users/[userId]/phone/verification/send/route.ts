import {
  clientEndpoint,
  MessageResponse,
  messageOfSms,
  namedUser,
  route,
  SendSmsCode,
  sendCode,
  sendRefusals,
  UserPath,
} from "@/lib/dialects/transmit";
import { mapOk } from "@/lib/result";

const send = clientEndpoint(
  {
    operationId: "transmit.sendPhoneVerification",
    summary: "Send a user an SMS OTP",
    tag: "Transmit",
    scope: "verifications:write",
    params: UserPath,
    body: SendSmsCode,
    response: MessageResponse,
    refusals: [...sendRefusals, "client_gone"],
  },
  async ({ ctx, params, body }) => {
    const subject = await namedUser(ctx, params.userId);
    if (!subject.ok) return subject;
    const sent = await sendCode(ctx, subject.value, {
      identifier: body.phone_number,
      message: messageOfSms(body),
    });
    return mapOk(sent, () => ({ message: "SMS sent" }));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: send });
