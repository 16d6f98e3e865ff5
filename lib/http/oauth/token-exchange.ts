import { decodeJwt } from "jose";
import type { z } from "zod";
import type { ApiKey, Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { findUser } from "@/lib/users";
import { authenticateBearer, type BearerRefusal } from "./bearer";
import type { OAuthRefusal } from "./refusals";
import { exchangeSubjectToken, impersonationType } from "./subject-token";
import type { IssuerPath } from "./token-profiles";
import { accessTokenType, lifetimeSeconds, type TokenAnswer, type TokenRequest } from "./token-requests";
import { mintUserToken } from "./user-token";

const subjectTypes = [
  accessTokenType,
  "urn:ietf:params:oauth:token-type:jwt",
  "urn:ietf:params:oauth:token-type:id_token",
];

/**
 * A user's token in exchange for another one (RFC 8693): of ours, for another audience; or of an issuer that the project
 * trusts, whose users so become ours. It never outlives the token that it was given for.
 */
export async function tokenExchange(
  ctx: Ctx,
  key: ApiKey,
  path: IssuerPath,
  request: TokenRequest,
): Promise<Result<z.input<typeof TokenAnswer>, OAuthRefusal>> {
  const { subject_token: token, subject_token_type: type, requested_token_type: wanted } = request;
  if (!token || !type) return invalid("subject_token and subject_token_type are required");
  if (type === impersonationType) return exchangeSubjectToken(ctx, key, request);
  if (!subjectTypes.includes(type)) return invalid("subject_token_type is not supported");
  if (wanted && wanted !== accessTokenType) return invalid("only access tokens are issued");
  if (request.actor_token) return invalid("actor_token is not supported");

  const userId = await subjectOf(ctx, token);
  if (!userId.ok) return invalid(whyNot(userId.refusal));
  const seconds = Math.min(lifetimeSeconds, leftSeconds(token));
  const minted = await mintUserToken({
    project: ctx.project,
    key,
    userId: userId.value,
    path,
    audience: request.resource ?? request.audience,
    scopes: request.scope,
    lifetimeSeconds: seconds,
  });
  if (!minted.ok) return minted;
  const { accessToken, scopes } = minted.value;
  return ok({
    access_token: accessToken,
    issued_token_type: accessTokenType,
    token_type: "Bearer",
    expires_in: seconds,
    ...(scopes.length > 0 && { scope: scopes.join(" ") }),
  });
}

type SubjectRefusal = BearerRefusal | { code: "no_user" };

/** The existing user of this project that the token acts for. */
async function subjectOf(ctx: Ctx, token: string): Promise<Result<string, SubjectRefusal>> {
  const found = await authenticateBearer(token, ctx, [ctx.project]);
  if (!found.ok) return found;
  const { project, caller } = found.value.ctx;
  if (project.id !== ctx.project.id || caller.kind !== "user") return refuse({ code: "no_user" });
  const user = await findUser(ctx, caller.userId);
  return user.ok ? ok(caller.userId) : refuse({ code: "no_user" });
}

/** Of a token that was verified: one second at least, since the leeway lets in what has just ended. */
function leftSeconds(token: string): number {
  return Math.max(1, Math.floor((decodeJwt(token).exp ?? 0) - Date.now() / 1000));
}

/** RFC 8693 §2.2.2: an unusable subject token is an invalid request. */
function invalid(description: string) {
  return refuse({ code: "invalid_request", description });
}

function whyNot(refusal: SubjectRefusal): string {
  switch (refusal.code) {
    case "token_invalid":
      return `subject_token is not valid (${refusal.flaw})`;
    case "subject_unknown":
      return "subject_token is of a user whom this project does not know";
    case "no_user":
      return "subject_token does not act for a user of this project";
  }
}
