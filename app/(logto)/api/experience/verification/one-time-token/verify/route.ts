import {
  experienceEndpoint,
  gateRefusals,
  interactionGate,
  redeemTokenRecord,
  route,
  tokenRefusals,
  toVerificationReference,
  VerificationReference,
  VerifyOneTimeTokenBody,
} from "@/lib/dialects/logto";
import { mapOk } from "@/lib/result";

const verify = experienceEndpoint(
  {
    operationId: "logto.verifyExperienceOneTimeToken",
    summary: "Verify a one-time token",
    tag: "Experience",
    scope: null,
    gate: interactionGate,
    body: VerifyOneTimeTokenBody,
    response: VerificationReference,
    refusals: [...gateRefusals, ...tokenRefusals],
  },
  async ({ ctx, gated: interaction, body }) =>
    mapOk(await redeemTokenRecord(ctx, interaction, body), toVerificationReference),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: verify });
