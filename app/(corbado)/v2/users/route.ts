import {
  CreateUserBody,
  createUserV2,
  endpoint,
  ListQuery,
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
  async ({ ctx, body }) => ok(toUserResource(await createUserV2(ctx, body))),
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
    const request = readList(userColumns, query);
    if (!request.ok) return request;
    const { rows, total } = await pageOfUsers(ctx, request.value);
    return ok({ users: rows.map(toUserAggregate), paging: pagingOf(request.value, total) });
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: userList, POST: userCreate });
