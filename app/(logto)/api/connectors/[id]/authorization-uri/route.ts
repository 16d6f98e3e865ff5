import { z } from "zod";
import {
  AuthorizationUriBody,
  authorizationUriOf,
  authorizationUriRefusals,
  managementEndpoint,
  route,
} from "@/lib/dialects/logto";

const authorize = managementEndpoint(
  {
    operationId: "logto.connectorAuthorizationUri",
    summary: "Get a connector's authorization URI",
    tag: "Connectors",
    scope: "settings:write",
    body: AuthorizationUriBody,
    response: z.strictObject({ redirectTo: z.string() }),
    refusals: authorizationUriRefusals,
  },
  ({ ctx, params, body }) => authorizationUriOf(ctx, params.id, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: authorize });
