import {
  callingUser,
  route,
  Said,
  SendEmailCode,
  sendCode,
  sendRefusals,
  userEndpoint,
} from "@/lib/dialects/transmit";
import { openDoor } from "@/lib/http";
import { mapOk } from "@/lib/result";

const send = userEndpoint(
  {
    operationId: "transmit.sendEmailOtp",
    summary: "Send email OTP",
    tag: "Transmit",
    scope: null,
    body: SendEmailCode,
    response: Said,
    refusals: sendRefusals,
  },
  async ({ ctx, body }) =>
    mapOk(
      await sendCode(ctx, callingUser(ctx), { identifier: body.email, message: body.email_content }),
      () => ({ message: "Email sent successfully" }),
    ),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = openDoor(
  "/cis/v1/verification/otp/email/send",
  route({ POST: send }),
);
