import {
  experienceEndpoint,
  gateRefusals,
  interactionGate,
  route,
  toVerificationReference,
  VerificationReference,
  VerifyExperienceCodeBody,
  verifyExperienceCode,
  verifyRecordRefusals,
} from "@/lib/dialects/logto";
import { mapOk } from "@/lib/result";

const verify = experienceEndpoint(
  {
    operationId: "logto.verifyExperienceCode",
    summary: "Verify a code",
    tag: "Experience",
    scope: null,
    gate: interactionGate,
    body: VerifyExperienceCodeBody,
    response: VerificationReference,
    refusals: [...gateRefusals, ...verifyRecordRefusals],
  },
  async ({ ctx, gated: interaction, body }) =>
    mapOk(await verifyExperienceCode(ctx, interaction, body), toVerificationReference),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: verify });
