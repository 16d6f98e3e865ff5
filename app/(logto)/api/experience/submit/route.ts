import {
  experienceEndpoint,
  gateRefusals,
  interactionGate,
  Redirect,
  route,
  submit,
  submitRefusals,
} from "@/lib/dialects/logto";

const post = experienceEndpoint(
  {
    operationId: "logto.submitExperience",
    summary: "Submit the interaction",
    tag: "Experience",
    scope: null,
    gate: interactionGate,
    response: Redirect.optional(),
    refusals: [...gateRefusals, ...submitRefusals],
  },
  ({ ctx, gated: interaction }) => submit(ctx, interaction),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: post });
