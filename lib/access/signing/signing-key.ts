import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";
import { db, type Tx } from "@/lib/db";
import { newId } from "@/lib/id";
import { day, hour } from "@/lib/time";
import { canDecrypt, decrypt, encrypt } from "../key-ring";
import { insertSigningKey, listSigningKeys, lockSigning, type SigningKeyRow } from "./repository";

/**
 * What is signed, each with keys of its own. Tokens are short-lived, and RS256 is what every vendor's clients verify. Receipts
 * are verified long afterwards, so many keys are published at once; those of ES256 are small.
 */
export const signatures = {
  token: { algorithm: "RS256", longestSeconds: day },
  receipt: { algorithm: "ES256", longestSeconds: 400 * day },
} as const;
export type SignatureUse = keyof typeof signatures;

const signsForSeconds = 30 * day;
/** The next key is published this long before it signs, so that every cached key set contains it by then. */
const aheadSeconds = 2 * day;
/** For differing clocks: a key stays published this much longer than the last thing it signed is valid. */
const leewaySeconds = hour;
/** How long this process caches the current key. */
const believedMs = 60_000;

export interface SigningKey {
  keyId: string;
  privateKey: CryptoKey;
}

const known: { [U in SignatureUse]?: { key: Promise<SigningKey>; endsAt: number } } = {};

/** The current key. The first call of an installation creates one, and later calls create the next one in time. */
export function signingKey(use: SignatureUse): Promise<SigningKey> {
  const had = known[use];
  if (had && had.endsAt > performance.now()) return had.key;
  const key = open(signatures[use]);
  known[use] = { key, endsAt: performance.now() + believedMs };
  key.catch(() => delete known[use]);
  return key;
}

/** Clears the cached keys, so that the next call reads the database. */
export function forgetSigningKeys(): void {
  delete known.token;
  delete known.receipt;
}

type Signature = (typeof signatures)[SignatureUse];

async function open(signature: Signature): Promise<SigningKey> {
  const { algorithm } = signature;
  const signers = await listSigningKeys(algorithm);
  const { keyId, id, sealedPrivateJwk } = turnOf(signers) ?? (await makeNext(signature));
  const jwk = JSON.parse(decrypt(sealedPrivateJwk, `signing_key:${id}`)) as JWK;
  return { keyId, privateKey: (await importJWK(jwk, algorithm)) as CryptoKey };
}

type Signer = SigningKeyRow & { leftSeconds: number };

/** The key to sign with. Null if there is none, or if the last one expires soon. Keys that cannot be decrypted are not used. */
function turnOf(signers: readonly Signer[]): SigningKeyRow | null {
  const readable = signers.filter(({ sealedPrivateJwk }) => canDecrypt(sealedPrivateJwk));
  const last = readable.at(-1);
  return last && last.leftSeconds > aheadSeconds ? readable[0]! : null;
}

/** Creates the next key, unless another process just did, and returns the one to sign with. */
async function makeNext(signature: Signature): Promise<SigningKeyRow> {
  return db().transaction(async (tx) => {
    await lockSigning(tx);
    const signers = await listSigningKeys(signature.algorithm, tx);
    const turn = turnOf(signers);
    if (turn) return turn;
    const readable = signers.filter(({ sealedPrivateJwk }) => canDecrypt(sealedPrivateJwk));
    const made = await make(tx, signature, readable.at(-1)?.leftSeconds ?? 0);
    return readable[0] ?? made;
  });
}

async function make(
  tx: Tx,
  { algorithm, longestSeconds }: Signature,
  startsInSeconds: number,
): Promise<SigningKeyRow> {
  const id = newId();
  const pair = await generateKeyPair(algorithm, { modulusLength: 2048, extractable: true });
  const publicJwk = await exportJWK(pair.publicKey);
  const privateJwk = await exportJWK(pair.privateKey);
  return insertSigningKey(tx, {
    id,
    keyId: await calculateJwkThumbprint(publicJwk),
    algorithm,
    publicJwk: { ...publicJwk },
    sealedPrivateJwk: encrypt(JSON.stringify(privateJwk), `signing_key:${id}`),
    startsInSeconds,
    signsForSeconds,
    verifiesForSeconds: longestSeconds + leewaySeconds,
  });
}
