import { Authenticate, clientEndpoint, route, SignedInResponse, signIn } from "@/lib/dialects/transmit";

const authenticate = clientEndpoint(
  {
    operationId: "transmit.authenticateOtp",
    summary: "Sign a user in with an OTP",
    tag: "Transmit",
    scope: "users:write",
    body: Authenticate,
    response: SignedInResponse,
    refusals: [
      "already_verified",
      "user_not_found",
      "session_not_found",
      "passcode_wrong",
      "passcode_expired",
      "client_gone",
      "user_suspended",
    ],
  },
  async ({ ctx, body }) => signIn(ctx, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: authenticate });
