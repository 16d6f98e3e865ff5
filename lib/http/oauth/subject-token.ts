import type { z } from "zod";
import { type ApiKey, type Ctx, clientIdOf, consumeOpaqueToken, issueOpaqueToken } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { findUser } from "@/lib/users";
import type { OAuthRefusal } from "./refusals";
import { accessTokenType, lifetimeSeconds, type TokenAnswer, type TokenRequest } from "./token-requests";

/** Logto's type of a subject token, which a backend creates for a user (`POST /api/subject-tokens`). */
export const impersonationType = "urn:logto:token-type:impersonation_token";

/** Kinds of opaque tokens: what a backend vouches with, once; and what acts for the user then. */
export const subjectTokenKind = "subject";
export const userTokenKind = "user_access";

/** Scopes that Logto's clients request for a user. Others are omitted, as in Logto. */
const userScopes = ["openid", "profile", "email", "phone", "identities", "custom_data"];

/**
 * An opaque token that acts for a user, in exchange for a subject token: the way to Logto's Account API without a browser.
 * The subject token is used up, whatever comes of it.
 */
export async function exchangeSubjectToken(
  ctx: Ctx,
  key: ApiKey,
  request: TokenRequest,
): Promise<Result<z.input<typeof TokenAnswer>, OAuthRefusal>> {
  if (request.resource ?? request.audience)
    return refuse({ code: "invalid_target", description: "a subject token gives no token for a resource" });
  const subject = await consumeOpaqueToken(subjectTokenKind, request.subject_token ?? "");
  const isOurs = subject?.project.id === ctx.project.id;
  const user = isOurs ? await findUser(ctx, subject.userId) : null;
  if (!user?.ok) return refuse({ code: "invalid_grant", description: "subject token is invalid or expired" });
  const scopes = userScopes.filter((scope) => request.scope?.includes(scope));
  const token = await issueOpaqueToken({
    kind: userTokenKind,
    projectId: ctx.project.id,
    userId: user.value.id,
    client: clientIdOf(key),
    scopes,
    lifetimeSeconds,
  });
  return ok({
    access_token: token,
    issued_token_type: accessTokenType,
    token_type: "Bearer",
    expires_in: lifetimeSeconds,
    ...(scopes.length > 0 && { scope: scopes.join(" ") }),
  });
}
