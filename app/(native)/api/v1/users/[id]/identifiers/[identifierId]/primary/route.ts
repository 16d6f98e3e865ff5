import {
  EmptyBody,
  endpoint,
  IdentifierParams,
  IdentifierResource,
  route,
  toIdentifierResource,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { makePrimary } from "@/lib/users";

const makeIdentifierPrimary = endpoint(
  {
    operationId: "makeIdentifierPrimary",
    summary: "Make an identifier primary",
    description: "Replaces the current primary identifier of its type. Safe to repeat.",
    tag: "Users",
    scope: "users:write",
    params: IdentifierParams,
    body: EmptyBody,
    response: IdentifierResource,
    refusals: ["user_not_found", "identifier_not_found"],
  },
  async ({ ctx, params: { id: userId, identifierId } }) =>
    mapOk(await makePrimary(ctx, { userId, identifierId }), toIdentifierResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: makeIdentifierPrimary });
