import {
  managementEndpoint,
  route,
  setTokenStatus,
  TokenResource,
  TokenStatusBody,
} from "@/lib/dialects/logto";

const change = managementEndpoint(
  {
    operationId: "logto.updateOneTimeTokenStatus",
    summary: "Revoke a one-time token",
    tag: "One-time tokens",
    scope: "verifications:write",
    body: TokenStatusBody,
    response: TokenResource,
    refusals: [
      "entity.not_exists_with_id",
      "one_time_token.cannot_reactivate_token",
      "one_time_token.token_consumed",
      "one_time_token.token_revoked",
      "one_time_token.token_expired",
    ],
  },
  ({ ctx, params, body }) => setTokenStatus(ctx, params.id, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ PUT: change });
