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
    summary: "Change the interaction event",
    tag: "Experience",
    scope: null,
    gate: interactionGate,
    body: EventBody,
    refusals: [...gateRefusals, ...eventRefusals],
  },
  ({ ctx, gated: interaction, body }) => setEvent(ctx, interaction, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ PUT: set });
