import {
  experienceEndpoint,
  fillProfile,
  gateRefusals,
  interactionGate,
  ProfileBody,
  profileRefusals,
  route,
} from "@/lib/dialects/logto";

const fill = experienceEndpoint(
  {
    operationId: "logto.fillProfile",
    summary: "Add to the user's profile",
    tag: "Experience",
    scope: null,
    gate: interactionGate,
    body: ProfileBody,
    refusals: [...gateRefusals, ...profileRefusals],
  },
  ({ ctx, gated: interaction, body }) => fillProfile(ctx, interaction, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: fill });
