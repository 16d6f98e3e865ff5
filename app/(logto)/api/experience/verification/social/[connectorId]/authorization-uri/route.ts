import {
  AuthorizationUri,
  ExperienceAuthorizationUriBody,
  experienceAuthorizationUriRefusals,
  experienceEndpoint,
  gateRefusals,
  interactionGate,
  route,
  startExperienceSocial,
  toVerificationReference,
} from "@/lib/dialects/logto";
import { mapOk } from "@/lib/result";

const start = experienceEndpoint(
  {
    operationId: "logto.createExperienceSocial",
    summary: "Create a social verification record with its authorization URI",
    tag: "Experience",
    scope: null,
    gate: interactionGate,
    body: ExperienceAuthorizationUriBody,
    response: AuthorizationUri,
    refusals: [...gateRefusals, ...experienceAuthorizationUriRefusals],
  },
  async ({ ctx, params, body }) =>
    mapOk(
      await startExperienceSocial(ctx, params.connectorId ?? "", body),
      ({ record, authorizationUri }) => ({
        authorizationUri,
        ...toVerificationReference(record),
      }),
    ),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: start });
