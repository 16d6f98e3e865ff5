import {
  ChangeUserBody,
  changeUser,
  changeUserRefusals,
  loadUser,
  managementEndpoint,
  noSuchUser,
  route,
  showUser,
  UserResource,
} from "@/lib/dialects/logto";
import { ok } from "@/lib/result";
import { deleteUser } from "@/lib/users";

const get = managementEndpoint(
  {
    operationId: "logto.getUser",
    summary: "Get a user",
    tag: "Users",
    scope: "users:read",
    response: UserResource,
    refusals: ["entity.not_exists_with_id"],
  },
  async ({ ctx, params }) => {
    const user = await loadUser(ctx, params.id);
    return user.ok ? ok(await showUser(ctx, user.value)) : user;
  },
);

const change = managementEndpoint(
  {
    operationId: "logto.updateUser",
    summary: "Update a user",
    tag: "Users",
    scope: "users:write",
    body: ChangeUserBody,
    response: UserResource,
    refusals: changeUserRefusals,
  },
  async ({ ctx, params, body }) => {
    const user = await loadUser(ctx, params.id);
    if (!user.ok) return user;
    const changed = await changeUser(ctx, user.value, params.id, body);
    return changed.ok ? ok(await showUser(ctx, changed.value)) : changed;
  },
);

const remove = managementEndpoint(
  {
    operationId: "logto.deleteUser",
    summary: "Delete a user",
    tag: "Users",
    scope: "users:write",
    refusals: ["entity.not_exists_with_id"],
  },
  async ({ ctx, params }) => {
    const user = await loadUser(ctx, params.id);
    if (!user.ok) return user;
    const removed = await deleteUser(ctx, user.value.id);
    return removed.ok ? ok(undefined) : noSuchUser(params.id);
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: get,
  PATCH: change,
  DELETE: remove,
});
