import {
  EventBody,
  eventRefusals,
  experienceEndpoint,
  gateRefusals,
  interactionGate,
  route,
  setEvent,
} from "@/lib/dialects/logto";

const set = experienceEndpoint(
  {
    operationId: "logto.setInteractionEvent",
    summary: "Turn a sign-in into a registration, or back",
    tag: "Experience",
    scope: null,
    gate: interactionGate,
    body: EventBody,
    refusals: [...gateRefusals, ...eventRefusals],
  },
  ({ ctx, gated: interaction, body }) => setEvent(ctx, interaction, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ PUT: set });
