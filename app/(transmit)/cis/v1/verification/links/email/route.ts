import {
  callingUser,
  MessageResponse,
  SendEmailLink,
  sendLink,
  sendRefusals,
  userEndpoint,
  userRoute,
} from "@/lib/dialects/transmit";
import { mapOk } from "@/lib/result";

const send = userEndpoint(
  {
    operationId: "transmit.sendEmailLink",
    summary: "Send email link",
    tag: "Transmit",
    scope: null,
    body: SendEmailLink,
    response: MessageResponse,
    refusals: sendRefusals,
  },
  async ({ ctx, body }) =>
    mapOk(
      await sendLink(ctx, callingUser(ctx), {
        identifier: body.email,
        redirectUri: body.redirect_uri,
        updatePrimary: body.update_primary,
        message: body.email_content,
      }),
      () => ({ message: "Verification email sent" }),
    ),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = userRoute({ POST: send });
