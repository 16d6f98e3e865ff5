import { z } from "zod";
import {
  experienceEndpoint,
  gateRefusals,
  IdentificationBody,
  identify,
  identifyRefusals,
  interactionGate,
  register,
  registerRefusals,
  route,
} from "@/lib/dialects/logto";
import { mapOk } from "@/lib/result";

const post = experienceEndpoint(
  {
    operationId: "logto.identify",
    summary: "Identify the user by a verification record, or create one",
    tag: "Experience",
    scope: null,
    gate: interactionGate,
    body: IdentificationBody,
    status: 201,
    response: z.literal("Created").optional(),
    refusals: [...gateRefusals, ...identifyRefusals, ...registerRefusals],
  },
  async ({ ctx, gated: interaction, body }) =>
    interaction.event === "Register"
      ? mapOk(await register(ctx, interaction, body), () => "Created" as const)
      : identify(ctx, interaction, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: post });
