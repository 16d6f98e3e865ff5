import { z } from "zod";
import {
  clientEndpoint,
  EmptyResponse,
  revokeSessions,
  route,
  Session,
  sessionsOf,
  UserPath,
} from "@/lib/dialects/transmit";

const list = clientEndpoint(
  {
    operationId: "transmit.listSessions",
    summary: "Get a user's sessions",
    tag: "Transmit",
    scope: "users:read",
    params: UserPath,
    response: z.array(Session),
    refusals: ["user_not_found"],
  },
  async ({ ctx, params }) => sessionsOf(ctx, params.userId),
);

const revoke = clientEndpoint(
  {
    operationId: "transmit.revokeSessions",
    summary: "End a user's sessions",
    tag: "Transmit",
    scope: "users:write",
    params: UserPath,
    status: 204,
    response: EmptyResponse,
    refusals: ["user_not_found"],
  },
  async ({ ctx, params }) => revokeSessions(ctx, params.userId),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: list, DELETE: revoke });
