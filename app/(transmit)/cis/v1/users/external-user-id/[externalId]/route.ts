import {
  clientEndpoint,
  ExternalIdPath,
  findUserBy,
  route,
  toUserAnswer,
  UserAnswer,
} from "@/lib/dialects/transmit";
import { mapOk } from "@/lib/result";

const read = clientEndpoint(
  {
    operationId: "transmit.getUserByExternalId",
    summary: "Get a user by the external id",
    tag: "Transmit",
    scope: "users:read",
    params: ExternalIdPath,
    response: UserAnswer,
    refusals: ["user_not_found"],
  },
  async ({ ctx, params }) =>
    mapOk(await findUserBy(ctx, "external_user_id", params.externalId), toUserAnswer),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: read });
