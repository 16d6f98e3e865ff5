import {
  IdentitiesResource,
  loadUser,
  managementEndpoint,
  ProveIdentityBody,
  proveIdentity,
  proveIdentityRefusals,
  route,
} from "@/lib/dialects/logto";

const link = managementEndpoint(
  {
    operationId: "logto.createUserIdentity",
    summary: "Link an account to a user",
    tag: "Users",
    scope: "users:write",
    body: ProveIdentityBody,
    response: IdentitiesResource,
    refusals: proveIdentityRefusals,
  },
  async ({ ctx, params, body }) => {
    const user = await loadUser(ctx, params.id);
    return user.ok ? proveIdentity(ctx, user.value, body) : user;
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: link });
