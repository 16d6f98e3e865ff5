import { z } from "zod";
import {
  endpoint,
  envelopedEndpoint,
  loadUser,
  route,
  toUserResource,
  UpdateUserBody,
  UserPath,
  UserResource,
  updateUserV2,
} from "@/lib/dialects/corbado";
import { mapOk, ok } from "@/lib/result";
import { deleteUser } from "@/lib/users";

const userGet = endpoint(
  {
    operationId: "corbado.userGet",
    summary: "Get a user",
    tag: "Users",
    scope: "users:read",
    params: UserPath,
    load: loadUser,
    response: UserResource,
    refusals: ["user_not_found"],
  },
  async ({ loaded: user }) => ok(toUserResource(user)),
);

const userUpdate = endpoint(
  {
    operationId: "corbado.userUpdate",
    summary: "Update a user",
    tag: "Users",
    scope: "users:write",
    params: UserPath,
    load: loadUser,
    body: UpdateUserBody,
    response: UserResource,
    refusals: ["user_not_found"],
  },
  async ({ ctx, loaded: user, body }) => mapOk(await updateUserV2(ctx, user, body), toUserResource),
);

const userDelete = envelopedEndpoint(
  {
    operationId: "corbado.userDelete",
    summary: "Delete a user with all identifiers and social accounts",
    tag: "Users",
    scope: "users:write",
    params: UserPath,
    load: loadUser,
    response: z.strictObject({}),
    refusals: ["user_not_found"],
  },
  async ({ ctx, loaded: user }) => mapOk(await deleteUser(ctx, user.id), () => ({})),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: userGet,
  PATCH: userUpdate,
  DELETE: userDelete,
});
