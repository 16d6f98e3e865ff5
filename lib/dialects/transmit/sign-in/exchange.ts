import type { Ctx } from "@/lib/access";
import { type Exchanged, exchangeCode, type RequestedClaims } from "@/lib/http/oauth";
import { toShortId } from "@/lib/id";
import { mapOk, type Result, refuse } from "@/lib/result";
import { callingClient } from "../subject";
import type { SignedIn } from "./sign-in";

type ExchangeRefusal = { code: "code_invalid" } | { code: "user_suspended" } | { code: "client_gone" };

export interface Exchange {
  code: string;
  /** The audience of the access token. */
  resource?: string;
  /** Further claims of the ID token. */
  claims?: RequestedClaims;
}

/** Exchanges the code of a redirect for the user's tokens, by the calls that do not repeat the redirect URI. */
export async function exchange(
  ctx: Ctx,
  { code, resource: audience, claims: requested }: Exchange,
): Promise<Result<Exchanged, ExchangeRefusal>> {
  const client = await callingClient(ctx);
  if (!client.ok) return client;
  const exchanged = await exchangeCode(ctx, { code, client: client.value, audience, requested });
  if (exchanged.ok) return exchanged;
  const { code: reason } = exchanged.refusal;
  return refuse({ code: reason === "api_key_not_found" ? "client_gone" : reason });
}

/** The same for a backend that sent a link, as the response of a sign-in by passcode. */
export async function authenticateLink(
  ctx: Ctx,
  given: Exchange,
): Promise<Result<SignedIn, ExchangeRefusal>> {
  return mapOk(
    await exchange(ctx, given),
    ({ accessToken, idToken, refreshToken, lifetimeSeconds, sessionId }) => ({
      access_token: accessToken,
      id_token: idToken,
      refresh_token: refreshToken,
      token_type: "Bearer" as const,
      expires_in: lifetimeSeconds,
      session_id: toShortId(sessionId),
    }),
  );
}
