import { fromBase64, utf8 } from "./encoding.js";

/** The receipt is not valid, or not for this project or session. */
export class ReceiptError extends Error {
  override readonly name = "ReceiptError";
}

/** What a receipt states (docs/receipts.md). Times are in seconds since 1970. */
export interface ReceiptClaims {
  iss: string;
  /** The project's id. */
  aud: string;
  /** The verification's id. */
  sub: string;
  iat: number;
  exp: number;
  jti: string;
  verified_at: number;
  identifier: ProvenIdentifier | null;
  purpose: string;
  method: "code" | "link" | "social" | "password" | "approval";
  channel: "email" | "sms" | "voice" | "whatsapp" | null;
  level: "single-factor";
  user_id?: string;
  nonce?: string;
}

export type ProvenIdentifier =
  | { type: "email" | "phone" | "social_account"; value: string }
  | { type: "email" | "phone" | "social_account"; salt: string; hash: string };

export interface ReceiptChecks {
  /** The installation that must have signed it, such as `https://verify.example.com`. */
  baseUrl: string;
  /** Your project's id. Without this check, receipts of other projects of the installation would pass. */
  projectId: string;
  /** The nonce of this person's session. Required for receipts that a browser brings. */
  nonce?: string;
  /** The installation's keys, to verify without a request. Otherwise they are fetched, and kept for ten minutes. */
  keys?: JsonWebKeySet;
  /** Instead of the global `fetch`. */
  fetch?: typeof fetch;
}

export interface JsonWebKeySet {
  keys: (JsonWebKey & { kid?: string })[];
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
/** How far this machine's clock may be behind the server's. */
const clockToleranceSeconds = 60;

/** Verifies a receipt's signature, issuer, audience, lifetime and nonce. Throws a `ReceiptError`. */
export async function verifyReceipt(receipt: string, checks: ReceiptChecks): Promise<ReceiptClaims> {
  const [header, claims, signature] = parse(receipt);
  if (header.alg !== "ES256" || header.typ !== "verification-receipt+jwt") {
    throw new ReceiptError("This is not a receipt.");
  }
  const issuer = `${checks.baseUrl.replace(/\/+$/, "")}/oidc`;
  const key = await keyFor(String(header.kid), issuer, checks);
  const signed = utf8(receipt.slice(0, receipt.lastIndexOf(".")));
  if (!key || !(await crypto.subtle.verify(algorithm, key, signature, signed))) {
    throw new ReceiptError("The signature is not valid.");
  }
  if (claims.iss !== issuer) throw new ReceiptError("The receipt is from another installation.");
  if (claims.aud !== checks.projectId) throw new ReceiptError("The receipt is for another project.");
  if (claims.exp + clockToleranceSeconds < Date.now() / 1000) {
    throw new ReceiptError("The receipt has expired.");
  }
  if (checks.nonce !== undefined && claims.nonce !== checks.nonce) {
    throw new ReceiptError("The receipt is for another session.");
  }
  return claims;
}

/** Whether a receipt is about this email address or phone number (E.164), also if it contains only its hash. */
export async function isReceiptFor({ identifier }: ReceiptClaims, expected: string): Promise<boolean> {
  if (!identifier) return false;
  const spelled = identifier.type === "email" ? expected.trim().toLowerCase() : expected.trim();
  if ("value" in identifier) {
    return (identifier.type === "email" ? identifier.value.toLowerCase() : identifier.value) === spelled;
  }
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", utf8(identifier.salt), hmac, false, ["verify"]);
  return crypto.subtle.verify(hmac, key, fromBase64(identifier.hash), utf8(spelled));
}

type Parsed = [header: Record<string, unknown>, claims: ReceiptClaims, signature: Uint8Array<ArrayBuffer>];

function parse(receipt: string): Parsed {
  try {
    const [header, claims, signature, ...more] = receipt.split(".").map(fromBase64);
    if (!signature || more.length > 0) throw new SyntaxError("Three parts are expected.");
    const [first, second] = [header, claims].map((part) => JSON.parse(new TextDecoder().decode(part)));
    return [first, second, signature];
  } catch (cause) {
    throw new ReceiptError("This is not a receipt.", { cause });
  }
}

interface FetchedKeys {
  set: Promise<JsonWebKeySet>;
  at: number;
}

const fetchedKeys = new Map<string, FetchedKeys>();
const keptMs = 600_000;
/** A key that is not in the set may be new. Receipts with made-up keys must not cause a request each. */
const refetchMs = 30_000;

async function keyFor(kid: string, issuer: string, checks: ReceiptChecks): Promise<CryptoKey | null> {
  const find = ({ keys }: JsonWebKeySet) => keys.find((key) => key.kid === kid);
  let found = find(checks.keys ?? (await keysOf(issuer, checks, keptMs)));
  if (!found && !checks.keys) found = find(await keysOf(issuer, checks, refetchMs));
  if (!found) return null;
  return crypto.subtle.importKey("jwk", found, algorithm, false, ["verify"]);
}

function keysOf(issuer: string, checks: ReceiptChecks, oldestMs: number): Promise<JsonWebKeySet> {
  const fetched = fetchedKeys.get(issuer);
  if (fetched && Date.now() - fetched.at < oldestMs) return fetched.set;
  const set = fetchKeys(`${issuer}/jwks`, checks.fetch ?? fetch);
  fetchedKeys.set(issuer, { set, at: Date.now() });
  // A failure is not kept: the next receipt asks again.
  set.catch(() => fetchedKeys.delete(issuer));
  return set;
}

async function fetchKeys(url: string, send: typeof fetch): Promise<JsonWebKeySet> {
  const response = await send(url, { signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`The keys could not be fetched: HTTP ${response.status}.`);
  return (await response.json()) as JsonWebKeySet;
}
