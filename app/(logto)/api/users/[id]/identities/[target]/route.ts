import {
  AssertIdentityBody,
  assertIdentity,
  IdentitiesResource,
  loadUser,
  managementEndpoint,
  removeIdentity,
  route,
} from "@/lib/dialects/logto";

const put = managementEndpoint(
  {
    operationId: "logto.replaceUserIdentity",
    summary: "Set a user's account at a provider",
    tag: "Users",
    scope: "users:write",
    body: AssertIdentityBody,
    status: 201,
    response: IdentitiesResource,
    refusals: ["entity.not_exists_with_id", "user.identity_already_in_use"],
  },
  async ({ ctx, params, body }) => {
    const user = await loadUser(ctx, params.id);
    return user.ok ? assertIdentity(ctx, user.value, params.target, body) : user;
  },
);

const remove = managementEndpoint(
  {
    operationId: "logto.deleteUserIdentity",
    summary: "Unlink an account from a user",
    tag: "Users",
    scope: "users:write",
    refusals: ["entity.not_exists_with_id", "user.identity_not_exist"],
  },
  async ({ ctx, params }) => {
    const user = await loadUser(ctx, params.id);
    return user.ok ? removeIdentity(ctx, user.value, params.target) : user;
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ PUT: put, DELETE: remove });
