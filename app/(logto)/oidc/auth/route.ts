import { z } from "zod";
import {
  AuthorizationQuery,
  authorizationEndpoint,
  authorize,
  authorizeRefusals,
  route,
} from "@/lib/dialects/logto";

const begin = authorizationEndpoint(
  {
    operationId: "logto.authorize",
    summary: "Start an interaction for an application",
    tag: "Experience",
    scope: null,
    query: AuthorizationQuery,
    response: z.string(),
    refusals: authorizeRefusals,
  },
  ({ ctx, query, answerHeaders }) => authorize(ctx, query, answerHeaders),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: begin });
