import { importJWK, type JWK } from "jose";
import { TtlCache } from "@/lib/ttl-cache";
import { findPublishedKey, listPublishedKeys } from "./repository";
import { signatures, signingKey } from "./signing-key";

const opened = new TtlCache<string, CryptoKey>(100, 60_000);

/** The public key of tokens with this id. Null if it is unknown or no longer published. */
export async function publicKey(keyId: string): Promise<CryptoKey | null> {
  const had = opened.get(keyId);
  if (had) return had;
  // A thumbprint (RFC 7638) has 43 characters. Longer ids are not looked up.
  const { algorithm } = signatures.token;
  const row = keyId.length === 43 ? await findPublishedKey(keyId, algorithm) : null;
  if (!row) return null;
  const key = (await importJWK(row.publicJwk as JWK, algorithm)) as CryptoKey;
  opened.set(keyId, key);
  return key;
}

/**
 * The key set (RFC 7517) for verifying our tokens and receipts. The first call creates both keys, so that whoever caches the
 * set has the key of the first receipt.
 */
export async function publicKeySet(): Promise<{ keys: JWK[] }> {
  await Promise.all([signingKey("token"), signingKey("receipt")]);
  const rows = await listPublishedKeys();
  return {
    keys: rows.map(({ publicJwk, keyId, algorithm }) => ({
      use: "sig",
      alg: algorithm,
      kid: keyId,
      ...publicPart(publicJwk as JWK),
    })),
  };
}

function publicPart({ kty, n, e, crv, x, y }: JWK): JWK {
  return kty === "RSA" ? { kty, n, e } : { kty, crv, x, y };
}

/** Clears this process's cached keys, for tests that change their times. */
export function forgetPublicKeys(): void {
  opened.clear();
}
