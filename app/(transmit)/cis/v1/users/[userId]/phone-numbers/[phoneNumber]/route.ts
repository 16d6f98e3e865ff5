import {
  clientEndpoint,
  EmptyResponse,
  phoneOf,
  removeSecondary,
  route,
  UserPhoneNumberPath,
} from "@/lib/dialects/transmit";
import { mapOk } from "@/lib/result";

const remove = clientEndpoint(
  {
    operationId: "transmit.deleteSecondaryPhoneNumber",
    summary: "Remove a secondary phone number",
    tag: "Transmit",
    scope: "users:write",
    params: UserPhoneNumberPath,
    status: 204,
    response: EmptyResponse,
    refusals: ["user_not_found", "identifier_not_found", "identifier_primary"],
  },
  async ({ ctx, params }) =>
    mapOk(await removeSecondary(ctx, params.userId, phoneOf(params.phoneNumber)), () => undefined),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ DELETE: remove });
