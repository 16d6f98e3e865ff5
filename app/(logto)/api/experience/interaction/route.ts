import {
  experienceEndpoint,
  gateRefusals,
  InteractionResource,
  interactionGate,
  route,
  showInteraction,
} from "@/lib/dialects/logto";
import { ok } from "@/lib/result";

const get = experienceEndpoint(
  {
    operationId: "logto.getInteraction",
    summary: "Get the interaction",
    tag: "Experience",
    scope: null,
    gate: interactionGate,
    response: InteractionResource,
    refusals: [...gateRefusals],
  },
  async ({ ctx, gated: interaction }) => ok(await showInteraction(ctx, interaction)),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: get });
