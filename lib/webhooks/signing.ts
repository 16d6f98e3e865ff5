import { createHmac, createPrivateKey, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { decrypt, encrypt } from "@/lib/access";

/*
 * The signatures of Standard Webhooks 1.0: `v1` with a shared secret, `v1a` with a key pair. Both sign
 * `<webhook-id>.<webhook-timestamp>.<body>`.
 */

export const signatures = ["hmac", "ed25519"] as const;
export type SignatureKind = (typeof signatures)[number];

/** A signing key. */
export interface SigningKey {
  /** `whsec_` or `whsk_` and base64. */
  secret: string;
  /** `whpk_` and base64, for key pairs. */
  publicKey?: string;
  /** When it stops signing, after a rotation. Epoch milliseconds. */
  until?: number;
}

/** 192 bits are enough for HMAC-SHA-256; the specification allows 24 to 64 bytes. */
const secretBytes = 32;

export function newSigningKey(kind: SignatureKind): SigningKey {
  if (kind === "hmac") return { secret: `whsec_${randomBytes(secretBytes).toString("base64")}` };
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const { d, x } = privateKey.export({ format: "jwk" }) as { d: string; x: string };
  const raw = [d, publicKey.export({ format: "jwk" }).x ?? x].map((part) => Buffer.from(part, "base64url"));
  return {
    // The seed and the public key, as libsodium keeps private keys.
    secret: `whsk_${Buffer.concat(raw).toString("base64")}`,
    publicKey: `whpk_${raw[1]!.toString("base64")}`,
  };
}

/** One signature with a key. */
function signatureOf({ secret }: SigningKey, content: string): string {
  const [prefix, encoded = ""] = secret.split("_");
  const key = Buffer.from(encoded, "base64");
  if (prefix === "whsec") return `v1,${createHmac("sha256", key).update(content).digest("base64")}`;
  const privateKey = createPrivateKey({
    key: { kty: "OKP", crv: "Ed25519", d: toUrl(key.subarray(0, 32)), x: toUrl(key.subarray(32)) },
    format: "jwk",
  });
  return `v1a,${sign(null, Buffer.from(content), privateKey).toString("base64")}`;
}

const toUrl = (bytes: Buffer) => bytes.toString("base64url");

/** The keys that sign now: the current one and, during a rotation's overlap, the old ones. */
export function keysAt(keys: readonly SigningKey[], now: Date): SigningKey[] {
  return keys.filter(({ until }) => until === undefined || until > now.getTime());
}

/** The headers of one request. `at` is when it is sent, so that consumers can refuse old ones. */
export function standardHeaders(
  keys: readonly SigningKey[],
  { id, at, body }: { id: string; at: Date; body: string },
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const content = `${id}.${timestamp}.${body}`;
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": keysAt(keys, at)
      .map((key) => signatureOf(key, content))
      .join(" "),
  };
}

const belongsTo = (endpointId: string) => `webhook_endpoint:${endpointId}`;

export function sealKeys(endpointId: string, keys: readonly SigningKey[]): Buffer {
  return encrypt(JSON.stringify(keys), belongsTo(endpointId));
}

/** Keys by the bytes of an endpoint's row. Rows are cached for seconds, and their keys as long: not every message decrypts them. */
const unsealed = new WeakMap<Buffer, readonly SigningKey[]>();

/** For sending only. Decrypted keys must not leave this module. */
export function unsealKeys(endpointId: string, sealed: Buffer): readonly SigningKey[] {
  const known = unsealed.get(sealed);
  if (known) return known;
  const keys: SigningKey[] = JSON.parse(decrypt(sealed, belongsTo(endpointId)));
  unsealed.set(sealed, keys);
  return keys;
}
