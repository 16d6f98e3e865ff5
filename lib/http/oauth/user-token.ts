import { mintAccessToken } from "@/lib/access";
import { toShortId } from "@/lib/id";
import type { Project } from "@/lib/projects";
import { ok, type Result } from "@/lib/result";
import type { OAuthRefusal } from "./refusals";
import { type IssuerPath, originOf, tokenProfileOf } from "./token-profiles";

export interface MintUserToken {
  project: Project;
  /** The client that will hold it. */
  key: { id: string; prefix: string; dialect: string | null };
  userId: string;
  /** The sign-in that it comes from (`sid`, OpenID Connect Front-Channel Logout §3). */
  sessionId?: string;
  path?: IssuerPath;
  /** Defaults to that of the key's dialect. */
  audience?: string;
  scopes?: readonly string[];
  lifetimeSeconds: number;
}

export interface UserToken {
  accessToken: string;
  audience: string;
  scopes: readonly string[];
}

/** An access token that acts for a user, in the format of the key's dialect. The caller has already authenticated the user. */
export async function mintUserToken(given: MintUserToken): Promise<Result<UserToken, OAuthRefusal>> {
  const { project, key, userId, sessionId, path = "/oidc", scopes = [], lifetimeSeconds } = given;
  const flavour = tokenProfileOf(path, key.dialect, given.audience);
  const audience = flavour.audience(given.audience);
  if (!audience.ok) return audience;
  const accessToken = await mintAccessToken({
    ...originOf(path, key),
    subject: flavour.subject(userId),
    audience: audience.value,
    scopes,
    lifetimeSeconds,
    claims: { ...flavour.claims(project, key), ...(sessionId && { sid: toShortId(sessionId) }) },
  });
  return ok({ accessToken, audience: audience.value, scopes });
}
