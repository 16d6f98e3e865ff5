import {
  clientEndpoint,
  route,
  SendSignInCode,
  SignInCodeResponse,
  sendRefusals,
  sendSignInCode,
} from "@/lib/dialects/transmit";

const send = clientEndpoint(
  {
    operationId: "transmit.sendSignInOtp",
    summary: "Send a sign-in OTP",
    tag: "Transmit",
    scope: "users:write",
    body: SendSignInCode,
    response: SignInCodeResponse,
    refusals: [...sendRefusals, "client_gone", "user_suspended"],
  },
  async ({ ctx, body }) => sendSignInCode(ctx, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: send });
