import {
  clientEndpoint,
  EmptyResponse,
  emailOf,
  removeSecondary,
  route,
  UserEmailPath,
} from "@/lib/dialects/transmit";
import { mapOk } from "@/lib/result";

const remove = clientEndpoint(
  {
    operationId: "transmit.deleteSecondaryEmail",
    summary: "Remove a secondary email",
    tag: "Transmit",
    scope: "users:write",
    params: UserEmailPath,
    status: 204,
    response: EmptyResponse,
    refusals: ["user_not_found", "identifier_not_found", "identifier_primary"],
  },
  async ({ ctx, params }) =>
    mapOk(await removeSecondary(ctx, params.userId, emailOf(params.email)), () => undefined),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ DELETE: remove });
