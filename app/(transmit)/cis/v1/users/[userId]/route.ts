import {
  changeUser,
  clientEndpoint,
  EmptyResponse,
  readUser,
  route,
  toUserAnswer,
  UpdateUser,
  UserAnswer,
  UserPath,
} from "@/lib/dialects/transmit";
import { mapOk } from "@/lib/result";
import { deleteUser } from "@/lib/users";

const read = clientEndpoint(
  {
    operationId: "transmit.getUser",
    summary: "Get a user",
    tag: "Transmit",
    scope: "users:read",
    params: UserPath,
    response: UserAnswer,
    refusals: ["user_not_found"],
  },
  async ({ ctx, params }) => mapOk(await readUser(ctx, params.userId), toUserAnswer),
);

const change = clientEndpoint(
  {
    operationId: "transmit.updateUser",
    summary: "Change a user",
    tag: "Transmit",
    scope: "users:write",
    params: UserPath,
    body: UpdateUser,
    response: UserAnswer,
    refusals: ["user_not_found", "user_exists", "value_refused"],
  },
  async ({ ctx, params, body }) => mapOk(await changeUser(ctx, params.userId, body), toUserAnswer),
);

const remove = clientEndpoint(
  {
    operationId: "transmit.deleteUser",
    summary: "Delete a user",
    tag: "Transmit",
    scope: "users:write",
    params: UserPath,
    status: 204,
    response: EmptyResponse,
    refusals: ["user_not_found"],
  },
  async ({ ctx, params }) => {
    const user = await readUser(ctx, params.userId);
    return user.ok ? mapOk(await deleteUser(ctx, user.value.id), () => undefined) : user;
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: read,
  PUT: change,
  DELETE: remove,
});
