import {
  CreateUser,
  clientEndpoint,
  ListQuery,
  listUsers,
  makeUser,
  route,
  toUserAnswer,
  UserAnswer,
  UserList,
} from "@/lib/dialects/transmit";
import { mapOk, ok } from "@/lib/result";

const list = clientEndpoint(
  {
    operationId: "transmit.listUsers",
    summary: "Search users",
    tag: "Transmit",
    scope: "users:read",
    query: ListQuery,
    response: UserList,
    refusals: [],
  },
  async ({ ctx, query }) => ok(await listUsers(ctx, query)),
);

const create = clientEndpoint(
  {
    operationId: "transmit.createUser",
    summary: "Create a user",
    tag: "Transmit",
    scope: "users:write",
    body: CreateUser,
    status: 201,
    response: UserAnswer,
    refusals: ["user_exists", "value_refused"],
  },
  async ({ ctx, body }) => mapOk(await makeUser(ctx, body), toUserAnswer),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: list, POST: create });
