import {
  experienceEndpoint,
  gateRefusals,
  interactionGate,
  ResetPasswordBody,
  resetPassword,
  route,
} from "@/lib/dialects/logto";

const reset = experienceEndpoint(
  {
    operationId: "logto.resetExperiencePassword",
    summary: "Reset the password",
    tag: "Experience",
    scope: null,
    gate: interactionGate,
    body: ResetPasswordBody,
    refusals: [...gateRefusals, "session.identifier_not_found", "session.invalid_interaction_type"],
  },
  ({ ctx, gated: interaction, body }) => resetPassword(ctx, interaction, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ PUT: reset });
