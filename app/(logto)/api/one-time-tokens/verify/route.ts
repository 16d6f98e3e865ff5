import {
  managementEndpoint,
  route,
  TokenResource,
  toToken,
  useToken,
  VerifyTokenBody,
  verifyTokenRefusals,
} from "@/lib/dialects/logto";
import { mapOk } from "@/lib/result";

const verify = managementEndpoint(
  {
    operationId: "logto.verifyOneTimeToken",
    summary: "Verify a one-time token",
    tag: "One-time tokens",
    scope: "verifications:write",
    body: VerifyTokenBody,
    response: TokenResource,
    refusals: verifyTokenRefusals,
  },
  async ({ ctx, body }) => mapOk(await useToken(ctx, body), toToken),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: verify });
