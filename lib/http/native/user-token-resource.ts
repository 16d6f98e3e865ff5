import { z } from "zod";
import { longestTokenSeconds } from "@/lib/access";
import { hour, minute } from "@/lib/time";
import type { IssuedToken, IssueUserToken } from "../oauth/issue-user-token";
import { showId, shownId } from "./fields";

export const IssueTokenBody = z
  .strictObject({
    expiresInSeconds: z.int().min(minute).max(longestTokenSeconds).default(hour),
    audience: z.string().min(1).max(500).optional().meta({
      description:
        "Where the token shall count. Left out: as the dialect of the key has it, else this installation's URL.",
      example: "http://localhost:3000",
    }),
    scope: z
      .string()
      .max(1000)
      // RFC 6749 §3.3.
      .regex(
        /^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/,
        "expected scopes between single spaces",
      )
      .optional()
      .meta({ description: "For dialects that read scopes.", example: "openid profile" }),
  })
  .meta({ id: "IssueUserToken" });

export const UserTokenResource = z
  .strictObject({
    userId: shownId("usr"),
    accessToken: z.string().nullable().meta({
      description:
        "A JWT (RFC 9068). Check it with the keys at `/oidc/jwks`. Null when the answer is replayed for an `Idempotency-Key`.",
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

/** What may be stored of an answer that showed a token. */
export function withoutToken(shown: z.output<typeof UserTokenResource>): z.output<typeof UserTokenResource> {
  return { ...shown, accessToken: null };
}
