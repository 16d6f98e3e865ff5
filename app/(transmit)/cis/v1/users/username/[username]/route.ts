import {
  clientEndpoint,
  findUserBy,
  route,
  toUserAnswer,
  UserAnswer,
  UsernamePath,
} from "@/lib/dialects/transmit";
import { mapOk } from "@/lib/result";

const read = clientEndpoint(
  {
    operationId: "transmit.getUserByUsername",
    summary: "Get a user by username",
    tag: "Transmit",
    scope: "users:read",
    params: UsernamePath,
    response: UserAnswer,
    refusals: ["user_not_found"],
  },
  async ({ ctx, params }) => mapOk(await findUserBy(ctx, "username", params.username), toUserAnswer),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: read });
