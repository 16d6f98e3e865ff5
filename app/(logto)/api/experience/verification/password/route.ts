import {
  experienceEndpoint,
  gateRefusals,
  interactionGate,
  passwordRefusals,
  proveExperiencePassword,
  route,
  toVerificationReference,
  VerificationReference,
  VerifyPasswordBody,
} from "@/lib/dialects/logto";
import { mapOk } from "@/lib/result";

const prove = experienceEndpoint(
  {
    operationId: "logto.verifyExperiencePassword",
    summary: "Verify a password",
    tag: "Experience",
    scope: null,
    gate: interactionGate,
    body: VerifyPasswordBody,
    response: VerificationReference,
    refusals: [...gateRefusals, ...passwordRefusals],
  },
  async ({ ctx, body }) => mapOk(await proveExperiencePassword(ctx, body), toVerificationReference),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: prove });
