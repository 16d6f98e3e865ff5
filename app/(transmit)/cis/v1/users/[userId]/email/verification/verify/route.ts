import {
  clientEndpoint,
  namedUser,
  route,
  UserPath,
  ValidatedResponse,
  ValidateEmailCode,
  validateCode,
} from "@/lib/dialects/transmit";
import { mapOk } from "@/lib/result";

const verify = clientEndpoint(
  {
    operationId: "transmit.verifyEmail",
    summary: "Validate a user's email OTP",
    tag: "Transmit",
    scope: "verifications:write",
    params: UserPath,
    body: ValidateEmailCode,
    response: ValidatedResponse,
    refusals: ["user_not_found", "already_verified", "passcode_wrong", "passcode_expired", "client_gone"],
  },
  async ({ ctx, params, body: { email: identifier, passcode, update_primary: updatePrimary } }) => {
    const subject = await namedUser(ctx, params.userId);
    if (!subject.ok) return subject;
    const validated = await validateCode(ctx, subject.value, { identifier, passcode, updatePrimary });
    return mapOk(validated, () => ({ result: true as const }));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: verify });
