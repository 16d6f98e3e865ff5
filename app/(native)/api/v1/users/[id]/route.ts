import { endpoint, route, toUserResource, UpdateUserBody, UserParams, UserResource } from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { deleteUser, findUser, updateUser } from "@/lib/users";

const getUser = endpoint(
  {
    operationId: "getUser",
    summary: "Get a user",
    tag: "Users",
    scope: "users:read",
    params: UserParams,
    response: UserResource,
    refusals: ["user_not_found"],
  },
  async ({ ctx, params }) => mapOk(await findUser(ctx, params.id), toUserResource),
);

const changeUser = endpoint(
  {
    operationId: "updateUser",
    summary: "Update a user",
    description:
      "Omitted members keep their value; null clears one. To change identifiers, use their own endpoints.",
    tag: "Users",
    scope: "users:write",
    params: UserParams,
    body: UpdateUserBody,
    response: UserResource,
    refusals: ["user_not_found", "external_id_taken"],
  },
  async ({ ctx, params, body }) =>
    mapOk(await updateUser(ctx, { userId: params.id, ...body }), toUserResource),
);

const removeUser = endpoint(
  {
    operationId: "deleteUser",
    summary: "Delete a user",
    description:
      "Deletes the user with all identifiers and returns it. Its verifications stay until retention deletes them.",
    tag: "Users",
    scope: "users:write",
    params: UserParams,
    response: UserResource,
    refusals: ["user_not_found"],
  },
  async ({ ctx, params }) => mapOk(await deleteUser(ctx, params.id), toUserResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getUser,
  PATCH: changeUser,
  DELETE: removeUser,
});
