import {
  clientEndpoint,
  LoginCodeResponse,
  messageOfSms,
  route,
  SendLoginSmsCode,
  sendLoginCode,
  sendRefusals,
} from "@/lib/dialects/transmit";
import { mapOk } from "@/lib/result";

const send = clientEndpoint(
  {
    operationId: "transmit.sendLoginSmsOtp",
    summary: "Send a sign-in OTP by SMS",
    tag: "Transmit",
    scope: "users:write",
    body: SendLoginSmsCode,
    response: LoginCodeResponse,
    refusals: [...sendRefusals, "client_gone", "user_suspended"],
  },
  async ({ ctx, body }) => {
    const sent = await sendLoginCode(ctx, {
      identifier: body.phone_number,
      redirectUri: body.redirect_uri,
      createsUser: body.create_new_user,
      resource: body.resource,
      claims: body.claims,
      approvalData: body.approval_data,
      message: messageOfSms(body),
      clientAttributes: body.client_attributes,
    });
    return mapOk(sent, () => ({
      message: "SMS sent",
      ...(body.approval_data && { approval_data: body.approval_data }),
    }));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: send });
