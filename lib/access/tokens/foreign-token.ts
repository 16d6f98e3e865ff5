import { createRemoteJWKSet, customFetch, decodeJwt, errors, type JWTPayload, jwtVerify } from "jose";
import type { ForeignIssuer } from "@/lib/projects";
import { ok, type Result } from "@/lib/result";
import { TtlCache } from "@/lib/ttl-cache";
import { flawOf, type TokenRefusal, tokenInvalid } from "./refusals";
import { leewaySeconds } from "./verify-access-token";

/** Fetches a key set without reaching private networks. Passed in, because this module must not import `lib/social`. */
export type FetchKeys = (
  url: string,
  init: { headers: Record<string, string>; signal: AbortSignal },
) => Promise<Response>;

/** Asymmetric signatures only. An HMAC key would be readable in the key set. */
const algorithms = [
  ...["RS256", "RS384", "RS512"],
  ...["PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512"],
  ...["EdDSA", "Ed25519"],
];

const longestSubject = 255;
const keySets = new TtlCache<string, ReturnType<typeof createRemoteJWKSet>>(100, 60 * 60 * 1000);

/** The issuer that a token claims. Not verified; it only decides which keys to fetch. */
export interface ClaimedOrigin {
  issuer: string;
  audiences: readonly string[];
}

/** Null if it is not a token or has no issuer. */
export function claimedOrigin(token: string): ClaimedOrigin | null {
  try {
    const { iss, aud } = decodeJwt(token);
    return typeof iss === "string" ? { issuer: iss, audiences: [aud ?? []].flat() } : null;
  } catch (error) {
    flawOf(error);
    return null;
  }
}

/** Verifies that this foreign issuer made the token for us, and returns its claims. `sub` has 1 to 255 characters. */
export async function verifyForeignToken(
  token: string,
  { issuer, jwksUrl, audience }: ForeignIssuer,
  fetchKeys: FetchKeys,
): Promise<Result<JWTPayload & { sub: string }, TokenRefusal>> {
  try {
    const { payload } = await jwtVerify(token, keySetAt(jwksUrl, fetchKeys), {
      algorithms,
      issuer,
      audience,
      requiredClaims: ["sub", "exp"],
      clockTolerance: leewaySeconds,
    });
    const { sub } = payload;
    return isSubject(sub) ? ok({ ...payload, sub }) : tokenInvalid("subject");
  } catch (error) {
    // Keys that cannot be fetched or used are a problem of the issuer, not an outage here.
    return tokenInvalid(error instanceof errors.JOSEError ? flawOf(error) : "keys");
  }
}

/** Text that PostgreSQL can store. */
function isSubject(sub: unknown): sub is string {
  return (
    typeof sub === "string" &&
    sub.length >= 1 &&
    sub.length <= longestSubject &&
    !sub.includes("\0") &&
    sub.isWellFormed()
  );
}

/** jose asks again when a token names a key that the set lacks, at most twice a minute. */
function keySetAt(url: string, fetchKeys: FetchKeys): ReturnType<typeof createRemoteJWKSet> {
  const had = keySets.get(url);
  if (had) return had;
  const made = createRemoteJWKSet(new URL(url), {
    timeoutDuration: 5000,
    [customFetch]: (url, { headers, signal }) =>
      fetchKeys(url, { headers: Object.fromEntries(headers), signal }),
  });
  keySets.set(url, made);
  return made;
}
