import { z } from "zod";
import { type AccessToken, type Ctx, callerOf, findUserSession } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { findUser } from "@/lib/users";
import { endpointFor } from "../endpoint";
import { authenticateBearer } from "./bearer";
import { callingKey } from "./client";
import { oauthProtocol } from "./protocol";
import { ownRefreshToken, revokeRefreshToken } from "./refresh-token";
import { type OAuthRefusal, oauthRefusals } from "./refusals";
import type { IssuerPath } from "./token-profiles";

const endpoint = endpointFor(oauthProtocol);

/** `token_type_hint` is ignored: the two kinds of tokens look different (RFC 7662 §2.1, RFC 7009 §2.1). */
const TokenBody = z.object({ token: z.string({ error: "It is missing." }).min(1).max(10_000) });

const Introspection = z.strictObject({
  active: z.boolean(),
  token_type: z.string().optional(),
  client_id: z.string().optional(),
  sub: z.string().optional(),
  aud: z.union([z.string(), z.array(z.string())]).optional(),
  iss: z.string().optional(),
  scope: z.string().optional(),
  jti: z.string().optional(),
  iat: z.int().optional(),
  exp: z.int().optional(),
});

const idOf = (path: IssuerPath, name: string) => (path === "/oidc" ? name : `transmit.${name}`);

/** Tells a client whether a token of its project is valid (RFC 7662), and nothing about any other token. */
export const introspectionEndpoint = (path: IssuerPath) =>
  endpoint(
    {
      operationId: idOf(path, "introspectToken"),
      summary: "Check a token",
      tag: "OAuth 2",
      scope: null,
      body: TokenBody,
      response: Introspection,
      refusals: oauthRefusals,
    },
    async ({ ctx, body: { token } }): Promise<Result<z.input<typeof Introspection>, OAuthRefusal>> => {
      const bearer = await authenticateBearer(token, ctx, []);
      const access = bearer.ok && bearer.value.ctx.project.id === ctx.project.id ? bearer.value.token : null;
      if (access && !(await hasEnded(ctx, access))) {
        const { sub, aud, iss, jti, iat, exp, scope } = access.claims;
        const claims = { sub, aud, iss, jti, iat, exp, ...(scope !== undefined && { scope: String(scope) }) };
        return ok({ active: true, token_type: "Bearer", client_id: access.clientId, ...claims });
      }
      const key = await callingKey(ctx);
      const refresh = key.ok ? await ownRefreshToken(ctx, key.value, token) : null;
      if (!refresh) return ok({ active: false });
      const exp = Math.floor(refresh.expiresAt.getTime() / 1000);
      return ok({ active: true, token_type: "refresh_token", client_id: refresh.client, exp });
    },
  );

/** Whether a token's user is gone or their session has ended: by a logout, or because a code or refresh token was revoked. */
async function hasEnded(ctx: Ctx, access: AccessToken): Promise<boolean> {
  const caller = callerOf(access);
  if (caller.kind !== "user") return false;
  if (!(await findUser(ctx, caller.userId)).ok) return true;
  return caller.sessionId !== undefined && (await findUserSession(ctx, caller.sessionId)) === null;
}

/** Ends a refresh token (RFC 7009). Access tokens are signed and valid until they expire, so they are refused. */
export const revocationEndpoint = (path: IssuerPath) =>
  endpoint(
    {
      operationId: idOf(path, "revokeToken"),
      summary: "Revoke a refresh token",
      tag: "OAuth 2",
      scope: null,
      body: TokenBody,
      response: z.strictObject({}),
      refusals: oauthRefusals,
    },
    async ({ ctx, body: { token } }): Promise<Result<Record<string, never>, OAuthRefusal>> => {
      if (token.includes(".")) {
        const description = "access tokens end by themselves";
        return refuse({ code: "unsupported_token_type", description });
      }
      const key = await callingKey(ctx);
      if (!key.ok) return key;
      await revokeRefreshToken(ctx, key.value, token);
      return ok({});
    },
  );
