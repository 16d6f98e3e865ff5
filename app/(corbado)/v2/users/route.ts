import {
  CreateUserBody,
  endpoint,
  ListQuery,
  makeUser,
  pagingOf,
  readList,
  route,
  toUserAggregate,
  toUserResource,
  UserList,
  UserResource,
  userColumns,
} from "@/lib/dialects/corbado";
import { ok } from "@/lib/result";
import { pageOfUsers } from "@/lib/users";

const userCreate = endpoint(
  {
    operationId: "corbado.userCreate",
    summary: "Create a user",
    tag: "Users",
    scope: "users:write",
    body: CreateUserBody,
    response: UserResource,
    refusals: [],
  },
  async ({ ctx, body }) => ok(toUserResource(await makeUser(ctx, body))),
);

const userList = endpoint(
  {
    operationId: "corbado.userList",
    summary: "List users",
    tag: "Users",
    scope: "users:read",
    query: ListQuery,
    response: UserList,
    refusals: ["value_refused"],
  },
  async ({ ctx, query }) => {
    const asked = readList(userColumns, query);
    if (!asked.ok) return asked;
    const { rows, total } = await pageOfUsers(ctx, asked.value);
    return ok({ users: rows.map(toUserAggregate), paging: pagingOf(asked.value, total) });
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: userList, POST: userCreate });
