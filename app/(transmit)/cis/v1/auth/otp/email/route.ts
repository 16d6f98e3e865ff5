import {
  clientEndpoint,
  LoginCodeResponse,
  route,
  SendLoginEmailCode,
  sendLoginCode,
  sendRefusals,
} from "@/lib/dialects/transmit";
import { mapOk } from "@/lib/result";

const send = clientEndpoint(
  {
    operationId: "transmit.sendLoginEmailOtp",
    summary: "Send a sign-in OTP by email",
    tag: "Transmit",
    scope: "users:write",
    body: SendLoginEmailCode,
    response: LoginCodeResponse,
    refusals: [...sendRefusals, "client_gone", "user_suspended"],
  },
  async ({ ctx, body }) => {
    const sent = await sendLoginCode(ctx, {
      identifier: body.email,
      redirectUri: body.redirect_uri,
      createsUser: body.create_new_user,
      resource: body.resource,
      claims: body.claims,
      approvalData: body.approval_data,
      message: body.email_content,
      clientAttributes: body.client_attributes,
    });
    return mapOk(sent, () => ({
      message: "OTP email sent",
      ...(body.approval_data && { approval_data: body.approval_data }),
    }));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: send });
