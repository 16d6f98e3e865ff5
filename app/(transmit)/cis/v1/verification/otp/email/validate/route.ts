import {
  callingUser,
  userEndpoint,
  userRoute,
  ValidatedResponse,
  ValidateEmailCode,
  validateCode,
} from "@/lib/dialects/transmit";
import { onFastPath } from "@/lib/http";
import { mapOk } from "@/lib/result";

const validate = userEndpoint(
  {
    operationId: "transmit.validateEmailOtp",
    summary: "Validate email OTP",
    tag: "Transmit",
    scope: null,
    body: ValidateEmailCode,
    response: ValidatedResponse,
    refusals: ["user_not_found", "already_verified", "passcode_wrong", "passcode_expired"],
  },
  async ({ ctx, body: { email: identifier, passcode, update_primary: updatePrimary } }) =>
    mapOk(await validateCode(ctx, callingUser(ctx), { identifier, passcode, updatePrimary }), () => ({
      result: true as const,
    })),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onFastPath(
  "/cis/v1/verification/otp/email/validate",
  userRoute({ POST: validate }),
);
