import type { z } from "zod";
import {
  type ApiKey,
  type Ctx,
  clientIdOf,
  consumeOpaqueToken,
  continueUserSession,
  findOpaqueToken,
  issueOpaqueToken,
  rotateOpaqueToken,
} from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { findUser } from "@/lib/users";
import type { OAuthRefusal } from "./refusals";
import type { IssuerPath } from "./token-profiles";
import { lifetimeSeconds, type TokenAnswer, type TokenRequest } from "./token-requests";
import { mintUserToken } from "./user-token";

const kind = "refresh";

/** Transmit's default. A rotated token ends when the first one would have, as with the vendor. */
const refreshSeconds = 14 * 24 * 3600;

interface Holder {
  projectId: string;
  userId: string;
  client: string;
  sessionId?: string;
  /** What ID tokens of the session say about the sign-in. */
  claims?: Record<string, unknown>;
}

/** A token that gets new access tokens for a user: 43 random characters, each good for one use. */
export function issueRefreshToken(holder: Holder): Promise<string> {
  return issueOpaqueToken({ ...holder, kind, lifetimeSeconds: refreshSeconds });
}

/** The same for a session that exists already. It then lasts as long as this token. Null if it has ended. */
export function continueWithRefreshToken(holder: Holder & { sessionId: string }): Promise<string | null> {
  return continueUserSession({ ...holder, kind, lifetimeSeconds: refreshSeconds });
}

export interface Refreshed {
  userId: string;
  /** What the ID token says about the sign-in. */
  claims?: Record<string, unknown>;
  accessToken: string;
  refreshToken: string;
  lifetimeSeconds: number;
}

/** New tokens for a refresh token of this client (RFC 6749 §6), which is used up. */
export async function refreshTokens(
  ctx: Ctx,
  key: ApiKey,
  path: IssuerPath,
  token: string,
): Promise<Result<Refreshed, OAuthRefusal>> {
  const invalid = refuse({
    code: "invalid_grant",
    description: "refresh token is invalid or expired",
  } as const);
  // Of another client, it must stay valid.
  const found = await ownRefreshToken(ctx, key, token);
  const user = found ? await findUser(ctx, found.userId) : null;
  if (!found || !user?.ok || user.value.suspendedAt) return invalid;
  const { userId } = found;
  const sessionId = found.sessionId ?? undefined;
  const minted = await mintUserToken({ project: ctx.project, key, userId, sessionId, path, lifetimeSeconds });
  if (!minted.ok) return minted;
  const refreshToken = await rotateOpaqueToken(kind, token);
  if (!refreshToken) return invalid;
  const claims = found.claims ?? undefined;
  return ok({ userId, claims, accessToken: minted.value.accessToken, refreshToken, lifetimeSeconds });
}

/** The grant of the token endpoint. */
export async function refreshGrant(
  ctx: Ctx,
  key: ApiKey,
  path: IssuerPath,
  { refresh_token: token }: TokenRequest,
): Promise<Result<z.input<typeof TokenAnswer>, OAuthRefusal>> {
  if (!token) return refuse({ code: "invalid_request", description: "refresh_token is required" });
  const refreshed = await refreshTokens(ctx, key, path, token);
  if (!refreshed.ok) return refreshed;
  const { accessToken, refreshToken } = refreshed.value;
  return ok({
    access_token: accessToken,
    refresh_token: refreshToken,
    token_type: "Bearer",
    expires_in: lifetimeSeconds,
  });
}

/** A refresh token of this client. Null for any other text. */
export async function ownRefreshToken(ctx: Ctx, key: ApiKey, token: string) {
  const found = await findOpaqueToken(kind, token);
  return found?.project.id === ctx.project.id && found.client === clientIdOf(key) ? found : null;
}

/** Ends a refresh token of this client. Any other text is ignored: its purpose is achieved (RFC 7009 §2.2). */
export async function revokeRefreshToken(ctx: Ctx, key: ApiKey, token: string): Promise<void> {
  if (await ownRefreshToken(ctx, key, token)) await consumeOpaqueToken(kind, token);
}
