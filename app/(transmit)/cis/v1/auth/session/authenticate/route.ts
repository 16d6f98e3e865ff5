import {
  AuthenticateSession,
  authenticateSession,
  clientEndpoint,
  route,
  SignedInResponse,
} from "@/lib/dialects/transmit";

const authenticate = clientEndpoint(
  {
    operationId: "transmit.authenticateSession",
    summary: "Get tokens for a session",
    tag: "Transmit",
    scope: "users:write",
    body: AuthenticateSession,
    response: SignedInResponse,
    refusals: ["session_not_found", "user_suspended", "client_gone"],
  },
  async ({ ctx, body }) => authenticateSession(ctx, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: authenticate });
