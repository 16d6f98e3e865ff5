import {
  CreateUserBodyV1,
  ListQuery,
  makeUserV1,
  pagingOf,
  readList,
  route,
  toUserV1,
  UserListV1,
  UserMadeV1,
  userColumnsV1,
  v1Endpoint,
} from "@/lib/dialects/corbado";
import { ok } from "@/lib/result";
import { pageOfUsers } from "@/lib/users";

const userCreate = v1Endpoint(
  {
    operationId: "corbado.v1.userCreate",
    summary: "Create a user with an address and a number",
    tag: "v1",
    scope: "users:write",
    body: CreateUserBodyV1,
    response: UserMadeV1,
    refusals: ["value_refused"],
  },
  async ({ ctx, body }) => makeUserV1(ctx, body),
);

const userList = v1Endpoint(
  {
    operationId: "corbado.v1.userList",
    summary: "List users",
    tag: "v1",
    scope: "users:read",
    query: ListQuery,
    response: UserListV1,
    refusals: ["value_refused"],
  },
  async ({ ctx, query }) => {
    const asked = readList(userColumnsV1, query, 422);
    if (!asked.ok) return asked;
    const { rows, total } = await pageOfUsers(ctx, asked.value);
    return ok({ data: { users: rows.map(toUserV1), paging: pagingOf(asked.value, total) } });
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: userList, POST: userCreate });
