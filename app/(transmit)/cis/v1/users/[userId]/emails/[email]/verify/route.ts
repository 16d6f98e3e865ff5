import {
  assertVerified,
  clientEndpoint,
  emailOf,
  MessageResponse,
  route,
  UserEmailPath,
  VerifyIdentifier,
} from "@/lib/dialects/transmit";
import { mapOk } from "@/lib/result";

const verify = clientEndpoint(
  {
    operationId: "transmit.markVerifiedEmail",
    summary: "Mark a user's email as verified",
    tag: "Transmit",
    scope: "users:write",
    params: UserEmailPath,
    body: VerifyIdentifier,
    status: 202,
    response: MessageResponse,
    refusals: ["user_not_found", "identifier_not_found", "already_verified"],
  },
  async ({ ctx, params, body }) =>
    mapOk(await assertVerified(ctx, params.userId, emailOf(params.email), body.change_to_primary), () => ({
      message: "Accepted",
    })),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: verify });
