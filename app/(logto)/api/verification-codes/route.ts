import {
  managementEndpoint,
  RequestCodeBody,
  requestCode,
  route,
  sendCodeRefusals,
} from "@/lib/dialects/logto";
import { onFastPath } from "@/lib/http";

const send = managementEndpoint(
  {
    operationId: "logto.requestVerificationCode",
    summary: "Request and send a verification code",
    tag: "Verification codes",
    scope: "verifications:write",
    body: RequestCodeBody,
    refusals: sendCodeRefusals,
  },
  ({ ctx, body }) => requestCode(ctx, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onFastPath(
  "/api/verification-codes",
  route({ POST: send }),
);
