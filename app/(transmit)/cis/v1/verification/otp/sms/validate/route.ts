import {
  callingUser,
  userEndpoint,
  userRoute,
  ValidatedResponse,
  ValidateSmsCode,
  validateCode,
} from "@/lib/dialects/transmit";
import { onFastPath } from "@/lib/http";
import { mapOk } from "@/lib/result";

const validate = userEndpoint(
  {
    operationId: "transmit.validateSmsOtp",
    summary: "Validate SMS OTP",
    tag: "Transmit",
    scope: null,
    body: ValidateSmsCode,
    response: ValidatedResponse,
    refusals: ["user_not_found", "already_verified", "passcode_wrong", "passcode_expired"],
  },
  async ({ ctx, body: { phone_number: identifier, passcode, update_primary: updatePrimary } }) =>
    mapOk(await validateCode(ctx, callingUser(ctx), { identifier, passcode, updatePrimary }), () => ({
      result: true as const,
    })),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onFastPath(
  "/cis/v1/verification/otp/sms/validate",
  userRoute({ POST: validate }),
);
