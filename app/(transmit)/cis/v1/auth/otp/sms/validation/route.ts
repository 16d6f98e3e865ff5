import {
  clientEndpoint,
  RedirectResponse,
  route,
  ValidateLoginSmsCode,
  validateLoginCode,
} from "@/lib/dialects/transmit";
import { mapOk } from "@/lib/result";

const validate = clientEndpoint(
  {
    operationId: "transmit.validateLoginSmsOtp",
    summary: "Validate a sign-in OTP sent by SMS",
    tag: "Transmit",
    scope: "users:write",
    body: ValidateLoginSmsCode,
    response: RedirectResponse,
    refusals: ["already_verified", "passcode_wrong", "passcode_expired", "user_suspended", "client_gone"],
  },
  async ({ ctx, body: { phone_number: identifier, passcode, nonce } }) =>
    mapOk(await validateLoginCode(ctx, { identifier, passcode, nonce }), (result) => ({ result })),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: validate });
