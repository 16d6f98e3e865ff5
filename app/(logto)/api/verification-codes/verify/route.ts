import {
  checkCodeRefusals,
  managementEndpoint,
  route,
  VerifyCodeBody,
  verifyCode,
} from "@/lib/dialects/logto";
import { onFastPath } from "@/lib/http";

const verify = managementEndpoint(
  {
    operationId: "logto.verifyVerificationCode",
    summary: "Verify a verification code",
    tag: "Verification codes",
    scope: "verifications:write",
    body: VerifyCodeBody,
    refusals: checkCodeRefusals,
  },
  ({ ctx, body }) => verifyCode(ctx, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onFastPath(
  "/api/verification-codes/verify",
  route({ POST: verify }),
);
