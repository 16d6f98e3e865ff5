import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";
import { db, type Tx } from "@/lib/db";
import { newId } from "@/lib/id";
import { day, hour } from "@/lib/time";
import { canDecrypt, decrypt, encrypt } from "../key-ring";
import { insertSigningKey, listSigningKeys, lockSigning, type SigningKeyRow } from "./repository";

export const algorithm = "RS256";

/** The maximum lifetime of a token, in seconds. */
export const longestTokenSeconds = day;

const signsForSeconds = 30 * day;
/** The next key is published this long before it signs, so that every cached key set contains it by then. */
const aheadSeconds = 2 * day;
/** For the last tokens that a key signed, and for differing clocks. */
const verifiesForSeconds = longestTokenSeconds + hour;
/** How long this process caches the current key. */
const believedMs = 60_000;

export interface SigningKey {
  keyId: string;
  privateKey: CryptoKey;
}

let known: { key: Promise<SigningKey>; endsAt: number } | undefined;

/** The current key. The first call of an installation creates one, and later calls create the next one in time. */
export function signingKey(): Promise<SigningKey> {
  if (known && known.endsAt > performance.now()) return known.key;
  const key = open();
  known = { key, endsAt: performance.now() + believedMs };
  key.catch(() => forgetSigningKey());
  return key;
}

/** Clears the cached key, so that the next call reads the database. */
export function forgetSigningKey(): void {
  known = undefined;
}

async function open(): Promise<SigningKey> {
  const signers = await listSigningKeys();
  const { keyId, id, sealedPrivateJwk } = turnOf(signers) ?? (await makeNext());
  const jwk = JSON.parse(decrypt(sealedPrivateJwk, `signing_key:${id}`)) as JWK;
  return { keyId, privateKey: (await importJWK(jwk, algorithm)) as CryptoKey };
}

type Signer = SigningKeyRow & { leftSeconds: number };

/** The key to sign with. Null if there is none, or if the last one expires soon. Keys that cannot be decrypted are not used. */
function turnOf(signers: readonly Signer[]): SigningKeyRow | null {
  const held = signers.filter(({ sealedPrivateJwk }) => canDecrypt(sealedPrivateJwk));
  const last = held.at(-1);
  return last && last.leftSeconds > aheadSeconds ? held[0]! : null;
}

/** Creates the next key, unless another process just did, and returns the one to sign with. */
async function makeNext(): Promise<SigningKeyRow> {
  return db().transaction(async (tx) => {
    await lockSigning(tx);
    const signers = await listSigningKeys(tx);
    const turn = turnOf(signers);
    if (turn) return turn;
    const held = signers.filter(({ sealedPrivateJwk }) => canDecrypt(sealedPrivateJwk));
    const made = await make(tx, held.at(-1)?.leftSeconds ?? 0);
    return held[0] ?? made;
  });
}

async function make(tx: Tx, startsInSeconds: number): Promise<SigningKeyRow> {
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
    verifiesForSeconds,
  });
}
