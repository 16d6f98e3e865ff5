import { importJWK, type JWK } from "jose";
import { TtlCache } from "@/lib/ttl-cache";
import { findVerifier, listVerifiers } from "./repository";
import { algorithm, signingKey } from "./signing-key";

const opened = new TtlCache<string, CryptoKey>(100, 60_000);

/** The public key with this id, or null if it is none of ours any more. */
export async function publicKey(keyId: string): Promise<CryptoKey | null> {
  const had = opened.get(keyId);
  if (had) return had;
  // A thumbprint (RFC 7638) has 43 characters. What is longer is not even looked up.
  const row = keyId.length === 43 ? await findVerifier(keyId) : null;
  if (!row) return null;
  const key = (await importJWK(row.publicJwk as JWK, algorithm)) as CryptoKey;
  opened.set(keyId, key);
  return key;
}

/** The key set (RFC 7517) that others check our tokens with. Never empty: the first reader has a key made. */
export async function publicKeySet(): Promise<{ keys: JWK[] }> {
  await signingKey();
  const rows = await listVerifiers();
  return {
    keys: rows.map(({ publicJwk, keyId, algorithm }) => {
      const { kty, n, e } = publicJwk as JWK;
      return { kty, use: "sig", alg: algorithm, kid: keyId, n, e };
    }),
  };
}

/** Forgets the keys of this process, as a test does that moves their instants. */
export function forgetPublicKeys(): void {
  opened.clear();
}
