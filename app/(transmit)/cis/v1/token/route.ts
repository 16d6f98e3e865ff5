import { codeEndpoint, ExchangeCode, ExchangedResponse, exchange, route } from "@/lib/dialects/transmit";
import { mapOk } from "@/lib/result";

const exchangeCode = codeEndpoint(
  {
    operationId: "transmit.exchangeCode",
    summary: "Exchange a code for tokens",
    tag: "Transmit",
    scope: null,
    body: ExchangeCode,
    response: ExchangedResponse,
    refusals: ["code_invalid", "user_suspended", "client_gone"],
  },
  async ({ ctx, body }) =>
    mapOk(await exchange(ctx, body), ({ accessToken, idToken, refreshToken, isUserCreated }) => ({
      access_token: accessToken,
      id_token: idToken,
      refresh_token: refreshToken,
      is_user_created: isUserCreated,
    })),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: exchangeCode });
