import { type Ctx, clientIdOf, findApiKey } from "@/lib/access";
import {
  continueWithRefreshToken,
  issueRefreshToken,
  issueUserToken,
  type JoinedSession,
  joinClaims,
  type MintIdToken,
  mintIdToken,
  type RequestedClaims,
  refreshTokens,
  sessionClaims,
  signInClaims,
} from "@/lib/http/oauth";
import { newId, toShortId } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";
import { findUser } from "@/lib/users";
import { checkCode, type LoadedVerification, list } from "@/lib/verification";
import { findUserBy } from "../directory/find-by";
import { signInPolicyName } from "../policies";
import type { TransmitRefusal } from "../refusals";
import { callingClient } from "../subject";
import type { IdentifierType } from "../wire/identifier-types";
import { joinedSession } from "./joined-session";

export interface SignIn {
  passcode: string;
  identifier_type: IdentifierType;
  identifier: string;
  /** The audience of the access token. */
  resource?: string;
  /** Further claims of the ID token. */
  claims?: RequestedClaims;
  /** The session to which this is added. */
  session_id?: string;
}

/** The vendor's default token lifetime. */
export const lifetimeSeconds = 3600;
export const issuer = "/cis/oidc";

export interface SignedIn {
  access_token: string;
  id_token: string;
  refresh_token: string;
  token_type: "Bearer";
  expires_in: number;
  session_id: string;
}

export type SignInRefusal =
  | Extract<
      TransmitRefusal,
      {
        code:
          | "already_verified"
          | "user_not_found"
          | "user_suspended"
          | "session_not_found"
          | "passcode_wrong"
          | "passcode_expired";
      }
    >
  | { code: "client_gone" };

/** Checks a user's newest sign-in code and returns the user's tokens. */
export async function signIn(
  ctx: Ctx,
  { passcode, identifier_type, identifier, resource, claims: requested, session_id }: SignIn,
): Promise<Result<SignedIn, SignInRefusal>> {
  const client = await callingClient(ctx);
  if (!client.ok) return client;
  const user = await findUserBy(ctx, identifier_type, identifier);
  if (!user.ok) return user;
  if (user.value.suspendedAt) return refuse({ code: "user_suspended" });
  const holder = { userId: user.value.id, client: client.value };
  // Before the passcode is used up.
  const session = await joinedSession(ctx, { userId: holder.userId, session_id });
  if (!session.ok) return session;
  const checked = await answer(ctx, { ...holder, passcode });
  if (!checked.ok) return checked;
  return tokensFor(ctx, checked.value, { ...holder, resource, requested, session: session.value });
}

interface Answer {
  userId: string;
  client: string;
  passcode: string;
}

/** The call does not name the channel, so this checks the newest code of any channel. */
async function answer(
  ctx: Ctx,
  { userId, client, passcode }: Answer,
): Promise<Result<LoadedVerification, SignInRefusal>> {
  const recent = await list(ctx, { userId, purpose: "authenticate", limit: 100 });
  const v = recent.find((one) => one.policyName === signInPolicyName && one.client === client);
  const checked = v && (await checkCode(ctx, { verificationId: v.id, code: passcode, expect: { userId } }));
  if (checked?.ok) return checked;
  if (v && checked?.refusal.code === "identifier_taken")
    return refuse({ code: "already_verified", type: v.channel === "email" ? "email" : "phone" });
  const isLate = checked?.refusal.code === "verification_expired" && checked.refusal.matched;
  return refuse(isLate ? { code: "passcode_expired" } : { code: "passcode_wrong", answered: "identifier" });
}

interface TokensFor {
  userId: string;
  client: string;
  resource?: string;
  requested?: RequestedClaims;
  /** Defaults to a new one. */
  session?: JoinedSession;
}

/** The tokens of a sign-in. */
export async function tokensFor(
  ctx: Ctx,
  v: LoadedVerification,
  { userId, client, resource, requested, session: joined }: TokensFor,
): Promise<Result<SignedIn, SignInRefusal>> {
  const sessionId = joined?.id ?? newId();
  const wanted = { userId, sessionId, lifetimeSeconds, path: issuer, audience: resource } as const;
  const issued = await issueUserToken(ctx, wanted);
  const user = await findUser(ctx, userId);
  if (!issued.ok || !user.ok) {
    const isUserGone = !user.ok;
    return refuse({ code: isUserGone ? "user_not_found" : "client_gone" });
  }
  const { project } = ctx;
  const claims = joinClaims(joined?.claims ?? null, signInClaims(v));
  const session = { projectId: project.id, userId, client, sessionId, claims: sessionClaims(claims) };
  const refreshToken = joined ? await continueWithRefreshToken(session) : await issueRefreshToken(session);
  if (refreshToken === null) return refuse({ code: "session_not_found" });
  return ok({
    access_token: issued.value.accessToken,
    id_token: await idTokenOf({ user: user.value, project, client, claims, requested }),
    refresh_token: refreshToken,
    token_type: "Bearer",
    expires_in: lifetimeSeconds,
    session_id: toShortId(sessionId),
  });
}

export const idTokenOf = (given: Omit<MintIdToken, "path" | "lifetimeSeconds">) =>
  mintIdToken({ ...given, path: issuer, lifetimeSeconds });

/** New tokens for a refresh token, which is used up. */
export async function refresh(
  ctx: Ctx,
  token: string,
): Promise<
  Result<Omit<SignedIn, "session_id">, { code: "client_gone" } | { code: "refresh_token_invalid" }>
> {
  const key = ctx.caller.kind === "key" ? await findApiKey(ctx, ctx.caller.apiKeyId) : null;
  if (!key?.ok) return refuse({ code: "client_gone" });
  const refreshed = await refreshTokens(ctx, key.value, issuer, token);
  const user = refreshed.ok ? await findUser(ctx, refreshed.value.userId) : null;
  if (!refreshed.ok || !user?.ok) return refuse({ code: "refresh_token_invalid" });
  return ok({
    access_token: refreshed.value.accessToken,
    id_token: await idTokenOf({
      user: user.value,
      project: ctx.project,
      client: clientIdOf(key.value),
      claims: refreshed.value.claims,
    }),
    refresh_token: refreshed.value.refreshToken,
    token_type: "Bearer",
    expires_in: lifetimeSeconds,
  });
}
