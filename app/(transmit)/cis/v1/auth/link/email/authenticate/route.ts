import {
  AuthenticateLink,
  authenticateLink,
  clientEndpoint,
  route,
  SignedInResponse,
} from "@/lib/dialects/transmit";

const authenticate = clientEndpoint(
  {
    operationId: "transmit.authenticateLink",
    summary: "Sign a user in with the code of a link",
    tag: "Transmit",
    scope: "users:write",
    body: AuthenticateLink,
    response: SignedInResponse,
    refusals: ["session_not_found", "code_invalid", "user_suspended", "client_gone"],
  },
  async ({ ctx, body }) => authenticateLink(ctx, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: authenticate });
