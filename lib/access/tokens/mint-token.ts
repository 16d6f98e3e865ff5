import { type JWTPayload, SignJWT } from "jose";
import { newId } from "@/lib/id";
import { algorithm, longestTokenSeconds, signingKey } from "../signing/signing-key";

export interface MintToken {
  issuer: string;
  subject: string;
  audience: string;
  lifetimeSeconds: number;
  /** Additional claims. */
  claims?: Record<string, unknown>;
}

export interface MintAccessToken extends MintToken {
  clientId: string;
  scopes: readonly string[];
}

/** An access token (RFC 9068): a JWT, signed with the current key. */
export function mintAccessToken({ clientId, scopes, claims, ...token }: MintAccessToken): Promise<string> {
  const scope = scopes.length > 0 ? { scope: scopes.join(" ") } : {};
  return signToken("at+jwt", { ...token, claims: { ...claims, client_id: clientId, ...scope } });
}

/** Any other JWT, such as an ID token. Its type prevents its use as an access token. */
export function mintToken(token: MintToken): Promise<string> {
  return signToken("JWT", token);
}

async function signToken(
  type: string,
  { issuer, subject, audience, lifetimeSeconds, claims }: MintToken,
): Promise<string> {
  if (lifetimeSeconds > longestTokenSeconds) throw new Error("No token may outlive the key that signed it.");
  const { keyId, privateKey } = await signingKey();
  const now = Math.floor(Date.now() / 1000);
  const payload: JWTPayload = {
    ...claims,
    iss: issuer,
    sub: subject,
    aud: audience,
    iat: now,
    exp: now + lifetimeSeconds,
    jti: newId(),
  };
  return new SignJWT(payload).setProtectedHeader({ alg: algorithm, typ: type, kid: keyId }).sign(privateKey);
}
