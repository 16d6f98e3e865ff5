import {
  clientEndpoint,
  MessageResponse,
  route,
  SendBackendLink,
  sendLoginLink,
  sendRefusals,
} from "@/lib/dialects/transmit";
import { mapOk } from "@/lib/result";

const send = clientEndpoint(
  {
    operationId: "transmit.sendSignInLink",
    summary: "Send a user a sign-in link",
    tag: "Transmit",
    scope: "users:write",
    body: SendBackendLink,
    response: MessageResponse,
    refusals: [...sendRefusals, "client_gone", "user_suspended"],
  },
  async ({ ctx, body }) =>
    mapOk(
      await sendLoginLink(ctx, {
        identifier: body.email,
        redirectUri: body.redirect_uri,
        createsUser: false,
        message: body.email_content,
        state: body.state,
        lifetimeSeconds: body.email_expiration && body.email_expiration * 60,
        clientAttributes: body.client_attributes,
      }),
      () => ({ message: "Email sent successfully" }),
    ),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: send });
