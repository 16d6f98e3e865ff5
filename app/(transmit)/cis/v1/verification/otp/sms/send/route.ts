import {
  callingUser,
  MessageResponse,
  messageOfSms,
  SendSmsCode,
  sendCode,
  sendRefusals,
  userEndpoint,
  userRoute,
} from "@/lib/dialects/transmit";
import { onFastPath } from "@/lib/http";
import { mapOk } from "@/lib/result";

const send = userEndpoint(
  {
    operationId: "transmit.sendSmsOtp",
    summary: "Send SMS OTP",
    tag: "Transmit",
    scope: null,
    body: SendSmsCode,
    response: MessageResponse,
    refusals: sendRefusals,
  },
  async ({ ctx, body }) =>
    mapOk(
      await sendCode(ctx, callingUser(ctx), { identifier: body.phone_number, message: messageOfSms(body) }),
      () => ({ message: "SMS sent" }),
    ),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onFastPath(
  "/cis/v1/verification/otp/sms/send",
  userRoute({ POST: send }),
);
