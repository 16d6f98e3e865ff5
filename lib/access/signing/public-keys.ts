import { importJWK, type JWK } from "jose";
import { TtlCache } from "@/lib/ttl-cache";
import { findPublishedKey, listPublishedKeys } from "./repository";
import { algorithm, signingKey } from "./signing-key";

const opened = new TtlCache<string, CryptoKey>(100, 60_000);

/** The public key with this id. Null if it is unknown or no longer published. */
export async function publicKey(keyId: string): Promise<CryptoKey | null> {
  const had = opened.get(keyId);
  if (had) return had;
  // A thumbprint (RFC 7638) has 43 characters. Longer ids are not looked up.
  const row = keyId.length === 43 ? await findPublishedKey(keyId) : null;
  if (!row) return null;
  const key = (await importJWK(row.publicJwk as JWK, algorithm)) as CryptoKey;
  opened.set(keyId, key);
  return key;
}

/** The key set (RFC 7517) for verifying our tokens. Never empty: the first call creates a key. */
export async function publicKeySet(): Promise<{ keys: JWK[] }> {
  await signingKey();
  const rows = await listPublishedKeys();
  return {
    keys: rows.map(({ publicJwk, keyId, algorithm }) => {
      const { kty, n, e } = publicJwk as JWK;
      return { kty, use: "sig", alg: algorithm, kid: keyId, n, e };
    }),
  };
}

/** Clears this process's cached keys, for tests that change their times. */
export function forgetPublicKeys(): void {
  opened.clear();
}
