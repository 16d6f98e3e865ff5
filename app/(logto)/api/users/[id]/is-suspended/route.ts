import {
  loadUser,
  managementEndpoint,
  route,
  SuspensionBody,
  showUser,
  UserResource,
  updateUserContext,
} from "@/lib/dialects/logto";
import { ok } from "@/lib/result";

const change = managementEndpoint(
  {
    operationId: "logto.updateUserSuspension",
    summary: "Suspend or reinstate a user",
    tag: "Users",
    scope: "users:write",
    body: SuspensionBody,
    response: UserResource,
    refusals: ["entity.not_exists_with_id"],
  },
  async ({ ctx, params, body }) => {
    const user = await loadUser(ctx, params.id);
    if (!user.ok) return user;
    const changed = await updateUserContext(ctx, user.value, params.id, { kept: body });
    return changed.ok ? ok(await showUser(ctx, changed.value)) : changed;
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ PATCH: change });
