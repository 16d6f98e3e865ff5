import type { Ctx } from "@/lib/access";
import { type Exchanged, exchangeCode, type JoinedSession, type RequestedClaims } from "@/lib/http/oauth";
import { toShortId } from "@/lib/id";
import { mapOk, ok, type Result, refuse } from "@/lib/result";
import { findByReturnCode } from "@/lib/verification";
import { callingClient } from "../subject";
import { joinedSession } from "./joined-session";
import type { SignedIn } from "./sign-in";

type LinkRefusal = ExchangeRefusal | { code: "session_not_found" };
type ExchangeRefusal = { code: "code_invalid" } | { code: "user_suspended" } | { code: "client_gone" };

export interface Exchange {
  code: string;
  /** The audience of the access token. */
  resource?: string;
  /** Further claims of the ID token. */
  claims?: RequestedClaims;
  /** The session to which this is added. */
  session?: JoinedSession;
}

/** Exchanges the code of a redirect for the user's tokens, by the calls that do not repeat the redirect URI. */
export async function exchange(
  ctx: Ctx,
  { code, resource: audience, claims: requested, session }: Exchange,
): Promise<Result<Exchanged, ExchangeRefusal>> {
  const client = await callingClient(ctx);
  if (!client.ok) return client;
  const exchanged = await exchangeCode(ctx, { code, client: client.value, audience, requested, session });
  if (exchanged.ok) return exchanged;
  const { code: reason } = exchanged.refusal;
  return refuse({ code: reason === "api_key_not_found" ? "client_gone" : reason });
}

/** The same for a backend that sent a link, as the response of a sign-in by passcode. */
export async function authenticateLink(
  ctx: Ctx,
  { session_id, ...given }: Omit<Exchange, "session"> & { session_id?: string },
): Promise<Result<SignedIn, LinkRefusal>> {
  // Before the code is used up.
  const v = session_id === undefined ? null : await findByReturnCode(given.code);
  const session = v ? await joinedSession(ctx, { userId: v.userId, session_id }) : ok(undefined);
  if (!session.ok) return session;
  return mapOk(
    await exchange(ctx, { ...given, session: session.value }),
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
