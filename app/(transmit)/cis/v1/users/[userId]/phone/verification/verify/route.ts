import {
  clientEndpoint,
  namedUser,
  route,
  UserPath,
  ValidatedResponse,
  ValidateSmsCode,
  validateCode,
} from "@/lib/dialects/transmit";
import { mapOk } from "@/lib/result";

const verify = clientEndpoint(
  {
    operationId: "transmit.verifyPhone",
    summary: "Validate a user's SMS OTP",
    tag: "Transmit",
    scope: "verifications:write",
    params: UserPath,
    body: ValidateSmsCode,
    response: ValidatedResponse,
    refusals: ["user_not_found", "already_verified", "passcode_wrong", "passcode_expired", "client_gone"],
  },
  async ({ ctx, params, body: { phone_number: identifier, passcode, update_primary: updatePrimary } }) => {
    const subject = await namedUser(ctx, params.userId);
    if (!subject.ok) return subject;
    const validated = await validateCode(ctx, subject.value, { identifier, passcode, updatePrimary });
    return mapOk(validated, () => ({ result: true as const }));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: verify });
