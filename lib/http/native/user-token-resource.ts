import { z } from "zod";
import { signatures } from "@/lib/access";
import { hour, minute } from "@/lib/time";
import type { IssuedToken, IssueUserToken } from "../oauth/issue-user-token";
import { showId, shownId } from "./fields";

export const IssueTokenBody = z
  .strictObject({
    expiresInSeconds: z.int().min(minute).max(signatures.token.longestSeconds).default(hour),
    audience: z.string().min(1).max(500).optional().meta({
      description:
        "The audience of the token. Defaults to that of the key's dialect, or this installation's URL.",
      example: "http://localhost:3000",
    }),
    scope: z
      .string()
      .max(1000)
      // RFC 6749 §3.3.
      .regex(
        /^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/,
        "expected scopes separated by single spaces",
      )
      .optional()
      .meta({ description: "Used by vendor APIs that check scopes.", example: "openid profile" }),
  })
  .meta({ id: "IssueUserToken" });

export const UserTokenResource = z
  .strictObject({
    userId: shownId("usr"),
    accessToken: z.string().nullable().meta({
      description:
        "A JWT (RFC 9068). Verify it with the keys at `/oidc/jwks`. Null in a response replayed for an `Idempotency-Key`.",
      example: "eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiJ1c3JfMDFqZCJ9.c2lnbmF0dXJl",
    }),
    tokenType: z.literal("Bearer"),
    audience: z.string().meta({ example: "http://localhost:3000" }),
    scope: z.string().nullable().meta({ example: "openid profile" }),
    expiresInSeconds: z.int().meta({ example: 3600 }),
  })
  .meta({ id: "UserToken" });

export function givenToken(userId: string, body: z.output<typeof IssueTokenBody>): IssueUserToken {
  const { audience, scope, expiresInSeconds: lifetimeSeconds } = body;
  return { userId, audience, scopes: scope?.split(" "), lifetimeSeconds };
}

export function toUserTokenResource(issued: IssuedToken): z.input<typeof UserTokenResource> {
  return {
    userId: showId("usr", issued.userId),
    accessToken: issued.accessToken,
    tokenType: "Bearer",
    audience: issued.audience,
    scope: issued.scopes.join(" ") || null,
    expiresInSeconds: issued.lifetimeSeconds,
  };
}

/** The response to store for replays: without the token. */
export function withoutToken(shown: z.output<typeof UserTokenResource>): z.output<typeof UserTokenResource> {
  return { ...shown, accessToken: null };
}
