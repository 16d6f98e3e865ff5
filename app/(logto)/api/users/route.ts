import { z } from "zod";
import {
  CreateUserBody,
  createUserRefusals,
  ListUsersQuery,
  listUserPage,
  makeUser,
  managementEndpoint,
  readPage,
  route,
  setPageHeaders,
  showUser,
  UserResource,
} from "@/lib/dialects/logto";
import { ok } from "@/lib/result";

const list = managementEndpoint(
  {
    operationId: "logto.listUsers",
    summary: "Get users",
    tag: "Users",
    scope: "users:read",
    query: ListUsersQuery,
    response: z.array(UserResource),
    refusals: ["guard.invalid_pagination", "request.invalid_input"],
  },
  async ({ ctx, query, answerHeaders }) => {
    const page = readPage(query);
    if (!page.ok) return page;
    const listed = await listUserPage(ctx, page.value, query);
    if (!listed.ok) return listed;
    setPageHeaders(answerHeaders, "/api/users", query, page.value, listed.value.total);
    return ok(listed.value.users);
  },
);

const create = managementEndpoint(
  {
    operationId: "logto.createUser",
    summary: "Create a user",
    tag: "Users",
    scope: "users:write",
    body: CreateUserBody,
    response: UserResource,
    refusals: createUserRefusals,
  },
  async ({ ctx, body }) => {
    const made = await makeUser(ctx, body);
    return made.ok ? ok(await showUser(ctx, made.value)) : made;
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: list, POST: create });
