import {
  clientEndpoint,
  EmailPath,
  findUserBy,
  route,
  toUserAnswer,
  UserAnswer,
} from "@/lib/dialects/transmit";
import { mapOk } from "@/lib/result";

const read = clientEndpoint(
  {
    operationId: "transmit.getUserByEmail",
    summary: "Get a user by the primary email",
    tag: "Transmit",
    scope: "users:read",
    params: EmailPath,
    response: UserAnswer,
    refusals: ["user_not_found"],
  },
  async ({ ctx, params }) => mapOk(await findUserBy(ctx, "email", params.email), toUserAnswer),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: read });
