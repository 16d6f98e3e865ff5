import { pageOf, toPage } from "@/lib/http";
import {
  endpoint,
  IdentifierBody,
  IdentifierQuery,
  IdentifierResource,
  route,
  toAddition,
  toIdentifierResource,
  UserParams,
} from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { addIdentifier, listIdentifiers } from "@/lib/users";

const addAnIdentifier = endpoint(
  {
    operationId: "addIdentifier",
    summary: "Add an identifier",
    description:
      "The first identifier of a type becomes primary. An unverified identifier can belong to several users; with `verified: true`, no other user can have it verified.",
    tag: "Users",
    scope: "users:write",
    params: UserParams,
    body: IdentifierBody,
    status: 201,
    response: IdentifierResource,
    refusals: ["user_not_found", "email_invalid", "phone_invalid", "identifier_exists", "identifier_taken"],
    storable: (identifier) => identifier,
  },
  async ({ ctx, params, body }) =>
    mapOk(await addIdentifier(ctx, { userId: params.id, ...toAddition(body) }), toIdentifierResource),
);

const listTheIdentifiers = endpoint(
  {
    operationId: "listIdentifiers",
    summary: "List a user's identifiers",
    tag: "Users",
    scope: "users:read",
    params: UserParams,
    query: IdentifierQuery,
    response: pageOf(IdentifierResource),
    refusals: ["user_not_found"],
  },
  async ({ ctx, params, query: { limit, cursor } }) => {
    const rows = await listIdentifiers(ctx, params.id, { before: cursor, limit: limit + 1 });
    return mapOk(rows, (found) => toPage(found, limit, toIdentifierResource));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listTheIdentifiers,
  POST: addAnIdentifier,
});
