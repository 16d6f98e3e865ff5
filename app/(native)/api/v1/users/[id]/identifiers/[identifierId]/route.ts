import {
  endpoint,
  IdentifierParams,
  IdentifierResource,
  route,
  toIdentifierResource,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { findIdentifier, removeIdentifier } from "@/lib/users";

const getIdentifier = endpoint(
  {
    operationId: "getIdentifier",
    summary: "Get an identifier",
    tag: "Users",
    scope: "users:read",
    params: IdentifierParams,
    response: IdentifierResource,
    refusals: ["user_not_found", "identifier_not_found"],
  },
  async ({ ctx, params }) =>
    mapOk(await findIdentifier(ctx, params.id, params.identifierId), toIdentifierResource),
);

const removeAnIdentifier = endpoint(
  {
    operationId: "removeIdentifier",
    summary: "Remove an identifier",
    description:
      "Returns the removed identifier. If it was primary, the oldest verified identifier of its type becomes primary, or else the oldest.",
    tag: "Users",
    scope: "users:write",
    params: IdentifierParams,
    response: IdentifierResource,
    refusals: ["user_not_found", "identifier_not_found"],
  },
  async ({ ctx, params: { id: userId, identifierId } }) =>
    mapOk(await removeIdentifier(ctx, { userId, identifierId }), toIdentifierResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getIdentifier,
  DELETE: removeAnIdentifier,
});
