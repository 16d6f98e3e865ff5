import {
  assertVerified,
  clientEndpoint,
  MessageResponse,
  phoneOf,
  route,
  UserPhoneNumberPath,
  VerifyIdentifier,
} from "@/lib/dialects/transmit";
import { mapOk } from "@/lib/result";

const verify = clientEndpoint(
  {
    operationId: "transmit.markVerifiedPhoneNumber",
    summary: "Mark a user's phone number as verified",
    tag: "Transmit",
    scope: "users:write",
    params: UserPhoneNumberPath,
    body: VerifyIdentifier,
    status: 202,
    response: MessageResponse,
    refusals: ["user_not_found", "identifier_not_found", "already_verified"],
  },
  async ({ ctx, params, body }) =>
    mapOk(
      await assertVerified(ctx, params.userId, phoneOf(params.phoneNumber), body.change_to_primary),
      () => ({
        message: "Accepted",
      }),
    ),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: verify });
