import {
  loadUser,
  managementEndpoint,
  noSuchUser,
  PasswordBody,
  route,
  showUser,
  UserResource,
} from "@/lib/dialects/logto";
import { ok } from "@/lib/result";
import { setPassword } from "@/lib/users";

const change = managementEndpoint(
  {
    operationId: "logto.updateUserPassword",
    summary: "Update a user's password",
    tag: "Users",
    scope: "users:write",
    body: PasswordBody,
    response: UserResource,
    refusals: ["entity.not_exists_with_id"],
  },
  async ({ ctx, params, body }) => {
    const user = await loadUser(ctx, params.id);
    if (!user.ok) return user;
    const changed = await setPassword(ctx, { userId: user.value.id, password: body.password });
    return changed.ok ? ok(await showUser(ctx, user.value)) : noSuchUser(params.id);
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ PATCH: change });
