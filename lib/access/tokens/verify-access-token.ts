import { createHash } from "node:crypto";
import { errors, type JWTPayload, jwtVerify } from "jose";
import { fromShortId, fromTypeId } from "@/lib/id";
import type { Project } from "@/lib/projects";
import { ok, type Result } from "@/lib/result";
import { TtlCache } from "@/lib/ttl-cache";
import { prefixOfClient } from "../api-key";
import { findLiveKey } from "../authenticate";
import { type Caller, keyCaller } from "../context";
import type { KeyWithProject } from "../keys/repository";
import { type Scope, scopes } from "../scopes";
import { publicKey } from "../signing/public-keys";
import { signatures } from "../signing/signing-key";
import { flawOf, type TokenRefusal, tokenInvalid } from "./refusals";

/** Tolerated clock difference, in seconds. */
export const leewaySeconds = 60;

export interface ExpectedToken {
  /** Which of our issuers are accepted. */
  issuers: readonly string[];
  /** Default: any. */
  audiences?: readonly string[];
}

/** A valid access token of this installation. */
export interface AccessToken {
  project: Project;
  /** The key whose client obtained it. */
  key: KeyWithProject["key"];
  clientId: string;
  /** The user it acts for. Null: the client itself. */
  userId: string | null;
  /** The token's scopes that its key still has. `all` includes every scope of the key. */
  scopes: readonly Scope[];
  claims: JWTPayload;
}

/**
 * Verifies one of our access tokens: signature, expiry, issuer, audience, and that its client's key still exists
 * (docs/security.md #37: a deleted key's tokens end within five seconds). Callers check whether the user still exists.
 */
export async function verifyAccessToken(
  token: string,
  expected: ExpectedToken,
): Promise<Result<AccessToken, TokenRefusal>> {
  const verified = await verifySignature(token, expected);
  if (!verified.ok) return verified;
  const claims = verified.value;
  const clientId = String(claims.client_id);
  const prefix = prefixOfClient(clientId);
  const found = prefix && (await findLiveKey(prefix));
  if (!found) return tokenInvalid("client");

  const userId = claims.sub === clientId ? null : userIdOf(String(claims.sub));
  if (userId === null && claims.sub !== clientId) return tokenInvalid("subject");
  const { key, project } = found;
  return ok({ project, key, clientId, userId, scopes: scopesOf(claims, key.scopes), claims });
}

/** The caller that a token represents. */
export function callerOf({ key, clientId, userId, scopes, claims: { sid } }: AccessToken): Caller {
  if (userId === null) return keyCaller({ ...key, scopes });
  const sessionId = typeof sid === "string" ? fromShortId(sid) : null;
  return { kind: "user", userId, client: clientId, ...(sessionId !== null && { sessionId }) };
}

/**
 * Tokens that were valid a moment ago, because checking a signature costs more than the rest of many calls. The key is a hash
 * of the token and of what was expected of it, so no token is kept. Entries live as long as cached keys (docs/security.md #37).
 */
const validTokens = new TtlCache<string, JWTPayload>(10_000, 4000);

async function verifySignature(
  token: string,
  expected: ExpectedToken,
): Promise<Result<JWTPayload, TokenRefusal>> {
  const name = createHash("sha256")
    .update(JSON.stringify([token, expected.issuers, expected.audiences]))
    .digest("base64");
  const known = validTokens.get(name);
  if (known && Math.floor(Date.now() / 1000) - leewaySeconds < known.exp!) return ok(known);
  const verified = await verifyNow(token, expected);
  if (verified.ok) validTokens.set(name, verified.value);
  return verified;
}

async function verifyNow(
  token: string,
  { issuers, audiences }: ExpectedToken,
): Promise<Result<JWTPayload, TokenRefusal>> {
  try {
    const { payload } = await jwtVerify(
      token,
      async ({ kid = "" }) => {
        const key = await publicKey(kid);
        if (!key) throw new errors.JWKSNoMatchingKey();
        return key;
      },
      {
        // One algorithm: neither `none` nor an HMAC keyed with our public key may pass (RFC 8725 §3.1).
        algorithms: [signatures.token.algorithm],
        // RFC 9068 §4: an ID token must not be accepted as an access token.
        typ: "at+jwt",
        issuer: [...issuers],
        ...(audiences && { audience: [...audiences] }),
        requiredClaims: ["sub", "aud", "exp", "client_id"],
        clockTolerance: leewaySeconds,
      },
    );
    return ok(payload);
  } catch (error) {
    return tokenInvalid(flawOf(error));
  }
}

/** The subject has the format of the client's dialect: a TypeID, or 21 characters of base 36. */
function userIdOf(subject: string): string | null {
  return fromTypeId("usr", subject) ?? fromShortId(subject);
}

function scopesOf(claims: JWTPayload, held: readonly string[]): Scope[] {
  const given = new Set(String(claims.scope ?? "").split(" "));
  return scopes.filter((scope) => held.includes(scope) && (given.has("all") || given.has(scope)));
}
