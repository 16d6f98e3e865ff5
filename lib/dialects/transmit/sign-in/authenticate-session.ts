import { type Ctx, findUserSession } from "@/lib/access";
import { continueWithRefreshToken, issueUserToken, type RequestedClaims } from "@/lib/http/oauth";
import { fromShortId, toShortId } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";
import { findUser } from "@/lib/users";
import { callingClient } from "../subject";
import { idTokenOf, issuer, lifetimeSeconds, type SignedIn } from "./sign-in";

export interface AuthenticateSession {
  session_id: string;
  /** The audience of the access token. */
  resource?: string;
  /** Further claims of the ID token. */
  claims?: RequestedClaims;
}

type SessionRefusal = { code: "session_not_found" } | { code: "user_suspended" } | { code: "client_gone" };

/**
 * New tokens for the user of a session, without the user. Any application of the tenant can ask for them (single sign-on). The session
 * then lasts another 14 days.
 */
export async function authenticateSession(
  ctx: Ctx,
  { session_id, resource, claims: requested }: AuthenticateSession,
): Promise<Result<SignedIn, SessionRefusal>> {
  const client = await callingClient(ctx);
  if (!client.ok) return client;
  const sessionId = fromShortId(session_id);
  const session = sessionId && (await findUserSession(ctx, sessionId));
  const user = session ? await findUser(ctx, session.userId) : null;
  if (!sessionId || !session || !user?.ok) return refuse({ code: "session_not_found" });
  if (user.value.suspendedAt) return refuse({ code: "user_suspended" });

  const { userId } = session;
  const claims = session.claims ?? undefined;
  const { project } = ctx;
  const holder = { projectId: project.id, userId, client: client.value, sessionId, claims };
  const refreshToken = await continueWithRefreshToken(holder);
  if (refreshToken === null) return refuse({ code: "session_not_found" });
  const wanted = { userId, sessionId, lifetimeSeconds, path: issuer, audience: resource } as const;
  const issued = await issueUserToken(ctx, wanted);
  if (!issued.ok)
    return refuse({
      code: issued.refusal.code === "user_not_found" ? "session_not_found" : "client_gone",
    });
  return ok({
    access_token: issued.value.accessToken,
    id_token: await idTokenOf({ user: user.value, project, client: client.value, claims, requested }),
    refresh_token: refreshToken,
    token_type: "Bearer",
    expires_in: lifetimeSeconds,
    session_id: toShortId(sessionId),
  });
}
