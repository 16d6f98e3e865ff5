import {
  experienceEndpoint,
  finishExperienceSocial,
  gateRefusals,
  interactionGate,
  route,
  toVerificationReference,
  VerificationReference,
  VerifySocialBody,
  verifySocialRefusals,
} from "@/lib/dialects/logto";
import { mapOk } from "@/lib/result";

const finish = experienceEndpoint(
  {
    operationId: "logto.verifyExperienceSocial",
    summary: "Verify a social verification record",
    tag: "Experience",
    scope: null,
    gate: interactionGate,
    body: VerifySocialBody,
    response: VerificationReference,
    refusals: [...gateRefusals, ...verifySocialRefusals],
  },
  async ({ ctx, gated: interaction, params, body, answerHeaders }) =>
    mapOk(
      await finishExperienceSocial(ctx, interaction, params.connectorId ?? "", body, answerHeaders),
      toVerificationReference,
    ),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: finish });
