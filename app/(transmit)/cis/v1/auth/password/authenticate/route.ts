import {
  AuthenticatePassword,
  authenticatePassword,
  clientEndpoint,
  route,
  SignedInResponse,
} from "@/lib/dialects/transmit";

const authenticate = clientEndpoint(
  {
    operationId: "transmit.authenticatePassword",
    summary: "Sign a user in with a password",
    tag: "Transmit",
    scope: "users:write",
    body: AuthenticatePassword,
    response: SignedInResponse,
    refusals: [
      "session_not_found",
      "password_wrong",
      "too_many",
      "user_suspended",
      "user_not_found",
      "client_gone",
    ],
  },
  async ({ ctx, body }) => authenticatePassword(ctx, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: authenticate });
