import { type Ctx, findApiKey, record } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { findUser } from "@/lib/users";
import type { IssuerPath } from "./token-profiles";
import { mintUserToken } from "./user-token";

export interface IssueUserToken {
  userId: string;
  sessionId?: string;
  audience?: string;
  scopes?: readonly string[];
  lifetimeSeconds: number;
  /** Defaults to `/oidc`. */
  path?: IssuerPath;
}

export interface IssuedToken {
  userId: string;
  accessToken: string;
  audience: string;
  scopes: readonly string[];
  lifetimeSeconds: number;
}

export type IssueTokenRefusal =
  | { code: "user_not_found" }
  /** The key of this call was deleted after authentication. */
  | { code: "api_key_not_found" }
  | { code: "audience_unknown" };

/**
 * Issues an access token for a user to the calling key. The backend asserts that the user is present, so this is recorded.
 */
export async function issueUserToken(
  ctx: Ctx,
  { userId, lifetimeSeconds, ...given }: IssueUserToken,
): Promise<Result<IssuedToken, IssueTokenRefusal>> {
  const user = await findUser(ctx, userId);
  if (!user.ok) return user;
  const key = ctx.caller.kind === "key" ? await findApiKey(ctx, ctx.caller.apiKeyId) : null;
  if (!key?.ok) return refuse({ code: "api_key_not_found" });
  const { project } = ctx;
  const minted = await mintUserToken({ ...given, project, key: key.value, userId, lifetimeSeconds });
  if (!minted.ok) return refuse({ code: "audience_unknown" });
  const { audience, scopes } = minted.value;
  await record(ctx, "user.token_issued", { userId, audience, scopes, expiresInSeconds: lifetimeSeconds });
  return ok({ ...minted.value, userId, lifetimeSeconds });
}
