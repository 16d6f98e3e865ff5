import { z } from "zod";
import {
  DeleteBody,
  findUserV1,
  loadUser,
  route,
  toUserV1,
  UserPath,
  UserResponseV1,
  v1Endpoint,
} from "@/lib/dialects/corbado";
import { mapOk } from "@/lib/result";
import { deleteUser } from "@/lib/users";

const userGet = v1Endpoint(
  {
    operationId: "corbado.v1.userGet",
    summary: "Get a user",
    tag: "v1",
    scope: "users:read",
    params: UserPath,
    response: UserResponseV1,
    refusals: ["not_found"],
  },
  async ({ ctx, params }) => mapOk(await findUserV1(ctx, params), (user) => ({ data: toUserV1(user) })),
);

const userDelete = v1Endpoint(
  {
    operationId: "corbado.v1.userDelete",
    summary: "Delete a user with all identifiers and social accounts",
    tag: "v1",
    scope: "users:write",
    params: UserPath,
    load: loadUser,
    body: DeleteBody,
    response: z.strictObject({}),
    refusals: ["user_not_found"],
  },
  async ({ ctx, loaded: user }) => mapOk(await deleteUser(ctx, user.id), () => ({})),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: userGet, DELETE: userDelete });
