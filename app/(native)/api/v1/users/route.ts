import { pageOf, toPage } from "@/lib/http";
import {
  CreateUserBody,
  endpoint,
  givenIdentifier,
  givenUser,
  route,
  toUserResource,
  UserQuery,
  UserResource,
} from "@/lib/http/native";
import { mapOk, ok } from "@/lib/result";
import { createUser, listUsers } from "@/lib/users";

const createAUser = endpoint(
  {
    operationId: "createUser",
    summary: "Create a user",
    description:
      "With or without identifiers. If one identifier is refused, nothing is created. Several users can have the same unverified identifier, but only one user in a project can have it verified.",
    tag: "Users",
    scope: "users:write",
    body: CreateUserBody,
    status: 201,
    response: UserResource,
    refusals: [
      "email_invalid",
      "phone_invalid",
      "external_id_taken",
      "identifier_exists",
      "identifier_taken",
    ],
    storable: (user) => user,
  },
  async ({ ctx, body }) => mapOk(await createUser(ctx, givenUser(body)), toUserResource),
);

const listTheUsers = endpoint(
  {
    operationId: "listUsers",
    summary: "List users",
    tag: "Users",
    scope: "users:read",
    query: UserQuery,
    response: pageOf(UserResource),
    refusals: [],
  },
  async ({ ctx, query: { limit, cursor, externalId, ...given } }) => {
    const filter = { externalId, identifier: givenIdentifier(given) };
    const rows = await listUsers(ctx, { ...filter, before: cursor, limit: limit + 1 });
    return ok(toPage(rows, limit, toUserResource));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: listTheUsers,
  POST: createAUser,
});
