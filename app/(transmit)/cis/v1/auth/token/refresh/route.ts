import { clientEndpoint, RefreshedResponse, RefreshToken, refresh, route } from "@/lib/dialects/transmit";

const refreshTokens = clientEndpoint(
  {
    operationId: "transmit.refreshAccessToken",
    summary: "Get new tokens for a refresh token",
    tag: "Transmit",
    scope: "users:write",
    body: RefreshToken,
    response: RefreshedResponse,
    refusals: ["refresh_token_invalid", "client_gone"],
  },
  async ({ ctx, body }) => refresh(ctx, body.refresh_token),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: refreshTokens });
