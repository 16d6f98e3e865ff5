import { z } from "zod";
import { type ApiKey, type Ctx, clientIdOf } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { createUser, findByPrimary, findUser, type IdentifierInput, type User } from "@/lib/users";
import { type LoadedVerification, redeemReturnCode } from "@/lib/verification";
import { mintIdToken } from "./id-token";
import { issueUserToken } from "./issue-user-token";
import { continueWithRefreshToken, issueRefreshToken } from "./refresh-token";
import type { OAuthRefusal } from "./refusals";
import type { RequestedClaims } from "./requested-claims";
import { joinClaims, sessionClaims } from "./session-claims";
import { type IssuerPath, issuerPaths } from "./token-profiles";
import { lifetimeSeconds, type TokenAnswer, type TokenRequest } from "./token-requests";

/** What a dialect keeps with a sign-in, as its wire context, until the code of its return URL is exchanged. */
export const SignInContext = z.object({
  /** The issuer of the tokens. */
  path: z.enum(issuerPaths),
  /** Creates a user if nobody has the address by then. */
  createsUser: z.boolean(),
  /** The audience of the access token. */
  audience: z.string().optional(),
  /** For the ID token. */
  claims: z.record(z.string(), z.unknown()),
  /** For the ID token, from the user's profile. */
  requested: z.record(z.string(), z.object({ fields: z.array(z.string()).optional() })).optional(),
});
export type SignInContext = z.infer<typeof SignInContext>;

/** What an ID token says about the sign-in itself (OpenID Connect Core §2). */
export function signInClaims({ wireContext, verifiedAt }: LoadedVerification): Record<string, unknown> {
  const context = SignInContext.safeParse(wireContext);
  return { ...context.data?.claims, auth_time: Math.floor(verifiedAt!.getTime() / 1000) };
}

/** A session to which a sign-in is added. */
export interface JoinedSession {
  id: string;
  claims: Record<string, unknown> | null;
}

export interface ExchangeCode {
  code: string;
  client: string;
  /** Must be the one of the request. Not checked if omitted. */
  redirectUri?: string;
  /** Instead of the one in the request. */
  audience?: string;
  /** Instead of those in the request. */
  requested?: RequestedClaims;
  /** Of the same user. Defaults to a new one. */
  session?: JoinedSession;
}

export interface Exchanged {
  accessToken: string;
  idToken: string;
  refreshToken: string;
  lifetimeSeconds: number;
  sessionId: string;
  isUserCreated: boolean;
}

export type ExchangeRefusal =
  | { code: "code_invalid" }
  | { code: "user_suspended" }
  /** The key of this call was deleted after authentication. */
  | { code: "api_key_not_found" };

/**
 * Exchanges the code of a return URL for the user's tokens, once. Creates the user if the sign-in asked for it. If the code is used
 * again while it is valid, the refresh token stops working, and so do its successors.
 */
export async function exchangeCode(
  ctx: Ctx,
  { code, client, redirectUri: returnUrl, session: joined, ...given }: ExchangeCode,
): Promise<Result<Exchanged, ExchangeRefusal>> {
  const redeemed = await redeemReturnCode(ctx, { code, client, returnUrl, sessionId: joined?.id });
  if (!redeemed.ok) return refuse({ code: "code_invalid" });
  const { verification: v, sessionId } = redeemed.value;
  const { path, createsUser, ...asked } = SignInContext.parse(v.wireContext);
  const found = await userOf(ctx, v, createsUser);
  if (!found) return refuse({ code: "code_invalid" });
  const { user, isUserCreated } = found;
  if (user.suspendedAt) return refuse({ code: "user_suspended" });
  const audience = given.audience ?? asked.audience;
  const wanted = { userId: user.id, sessionId, lifetimeSeconds, path, audience };
  const issued = await issueUserToken(ctx, wanted);
  if (!issued.ok)
    return refuse({ code: issued.refusal.code === "user_not_found" ? "code_invalid" : "api_key_not_found" });
  const { project } = ctx;
  const claims = joinClaims(joined?.claims ?? null, signInClaims(v));
  const requested = given.requested ?? asked.requested;
  const idToken = { user, project, client, path, lifetimeSeconds, claims, requested, isUserCreated };
  const session = {
    projectId: project.id,
    userId: user.id,
    client,
    sessionId,
    claims: sessionClaims(claims),
  };
  const refreshToken = joined ? await continueWithRefreshToken(session) : await issueRefreshToken(session);
  // The session has ended in the meantime.
  if (refreshToken === null) return refuse({ code: "code_invalid" });
  return ok({
    accessToken: issued.value.accessToken,
    idToken: await mintIdToken(idToken),
    refreshToken,
    lifetimeSeconds,
    sessionId,
    isUserCreated,
  });
}

interface Found {
  user: User;
  isUserCreated: boolean;
}

/** Whoever has signed in, who may be new. Null if there is no such user and none may be created. */
async function userOf(ctx: Ctx, v: LoadedVerification, createsUser: boolean): Promise<Found | null> {
  if (v.userId) {
    const named = await findUser(ctx, v.userId);
    return named.ok ? { user: named.value, isUserCreated: false } : null;
  }
  const identifier: IdentifierInput =
    v.identifierType === "email" ? { email: v.identifierValue! } : { phone: v.identifierValue! };
  const created = createsUser ? await createProven(ctx, v, identifier) : null;
  if (created) return { user: created, isUserCreated: true };
  // Created in the meantime. Nobody signs in with a secondary address.
  const holder = await findByPrimary(ctx, identifier);
  return holder && { user: holder, isUserCreated: false };
}

/** A new user with the proven address. Null if somebody has it. */
async function createProven(
  ctx: Ctx,
  { id: provenBy }: LoadedVerification,
  identifier: IdentifierInput,
): Promise<User | null> {
  const created = await createUser(ctx, {
    identifiers: [{ identifier, isAsserted: false, provenBy }],
    form: "asGiven",
    areUnique: true,
  });
  return created.ok ? created.value : null;
}

/** The grant of the token endpoint (RFC 6749 §4.1.3). The request had a `redirect_uri`, so it is required here. */
export async function authorizationCode(
  ctx: Ctx,
  key: ApiKey,
  _path: IssuerPath,
  { code, redirect_uri: redirectUri }: TokenRequest,
): Promise<Result<z.input<typeof TokenAnswer>, OAuthRefusal>> {
  if (!code) return refuse({ code: "invalid_request", description: "code is required" });
  if (!redirectUri) return refuse({ code: "invalid_request", description: "redirect_uri is required" });
  const exchanged = await exchangeCode(ctx, { code, client: clientIdOf(key), redirectUri });
  if (!exchanged.ok) {
    const isSuspended = exchanged.refusal.code === "user_suspended";
    const description = isSuspended ? "the user is suspended" : "code is invalid or expired";
    return refuse({ code: "invalid_grant", description });
  }
  const { accessToken, idToken, refreshToken } = exchanged.value;
  return ok({
    access_token: accessToken,
    id_token: idToken,
    refresh_token: refreshToken,
    token_type: "Bearer",
    expires_in: lifetimeSeconds,
    scope: "openid",
  });
}
