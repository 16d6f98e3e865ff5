import {
  CreateUserBodyV1,
  createUserV1,
  ListQuery,
  pagingOf,
  readList,
  route,
  toUserV1,
  UserCreatedV1,
  UserListV1,
  userColumnsV1,
  v1Endpoint,
} from "@/lib/dialects/corbado";
import { ok } from "@/lib/result";
import { pageOfUsers } from "@/lib/users";

const userCreate = v1Endpoint(
  {
    operationId: "corbado.v1.userCreate",
    summary: "Create a user with an email address and a phone number",
    tag: "v1",
    scope: "users:write",
    body: CreateUserBodyV1,
    response: UserCreatedV1,
    refusals: ["value_refused"],
  },
  async ({ ctx, body }) => createUserV1(ctx, body),
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
    const request = readList(userColumnsV1, query, 422);
    if (!request.ok) return request;
    const { rows, total } = await pageOfUsers(ctx, request.value);
    return ok({ data: { users: rows.map(toUserV1), paging: pagingOf(request.value, total) } });
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: userList, POST: userCreate });
