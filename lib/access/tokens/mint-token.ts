import { type JWTPayload, SignJWT } from "jose";
import { newId } from "@/lib/id";
import { type SignatureUse, signatures, signingKey } from "../signing/signing-key";

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
  return sign("token", "at+jwt", { ...token, claims: { ...claims, client_id: clientId, ...scope } });
}

/** Any other JWT, such as an ID token. Its type prevents its use as an access token. */
export function mintToken(token: MintToken): Promise<string> {
  return sign("token", "JWT", token);
}

/** A JWT of this type that is verified long after it was made. At most 400 days: its key stays published that long. */
export function mintReceipt(type: string, receipt: MintToken): Promise<string> {
  return sign("receipt", type, receipt);
}

async function sign(
  use: SignatureUse,
  type: string,
  { issuer, subject, audience, lifetimeSeconds, claims }: MintToken,
): Promise<string> {
  const { algorithm, longestSeconds } = signatures[use];
  if (lifetimeSeconds > longestSeconds) throw new Error("No token may outlive the key that signed it.");
  const { keyId, privateKey } = await signingKey(use);
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
