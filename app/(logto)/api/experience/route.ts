import { BeginBody, beginInteraction, beginningEndpoint, beginRefusals, route } from "@/lib/dialects/logto";

const begin = beginningEndpoint(
  {
    operationId: "logto.beginExperience",
    summary: "Start an interaction, or start it again",
    tag: "Experience",
    scope: null,
    body: BeginBody,
    refusals: [...beginRefusals],
  },
  ({ ctx, body, answerHeaders }) => beginInteraction(ctx, body, answerHeaders),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ PUT: begin });
