import {
  callingUser,
  MessageResponse,
  SendEmailCode,
  sendCode,
  sendRefusals,
  userEndpoint,
  userRoute,
} from "@/lib/dialects/transmit";
import { onFastPath } from "@/lib/http";
import { mapOk } from "@/lib/result";

const send = userEndpoint(
  {
    operationId: "transmit.sendEmailOtp",
    summary: "Send email OTP",
    tag: "Transmit",
    scope: null,
    body: SendEmailCode,
    response: MessageResponse,
    refusals: sendRefusals,
  },
  async ({ ctx, body }) =>
    mapOk(
      await sendCode(ctx, callingUser(ctx), { identifier: body.email, message: body.email_content }),
      () => ({ message: "Email sent successfully" }),
    ),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onFastPath(
  "/cis/v1/verification/otp/email/send",
  userRoute({ POST: send }),
);
