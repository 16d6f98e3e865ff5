import {
  clientEndpoint,
  MessageResponse,
  route,
  SendLoginLink,
  sendLoginLink,
  sendRefusals,
} from "@/lib/dialects/transmit";
import { mapOk } from "@/lib/result";

const send = clientEndpoint(
  {
    operationId: "transmit.sendLoginLink",
    summary: "Send a sign-in link by email",
    tag: "Transmit",
    scope: "users:write",
    body: SendLoginLink,
    response: MessageResponse,
    refusals: [...sendRefusals, "client_gone", "user_suspended"],
  },
  async ({ ctx, body }) =>
    mapOk(
      await sendLoginLink(ctx, {
        identifier: body.email,
        redirectUri: body.redirect_uri,
        createsUser: body.create_new_user,
        resource: body.resource,
        claims: body.claims,
        message: body.email_content,
        clientAttributes: body.client_attributes,
      }),
      () => ({ message: "Email sent successfully" }),
    ),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: send });
