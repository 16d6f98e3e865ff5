import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { env } from "@/lib/env";

/** The use of a derived key. Each use has its own key. */
export type KeyUse =
  | "audit"
  | "code"
  | "link"
  | "return"
  | "encryption"
  | "page"
  | "session"
  | "cookie"
  | "idempotency"
  | "challenge"
  | "solution"
  | "domain";

interface RingKey {
  id: string;
  secret: string;
  derived: Map<KeyUse, Buffer>;
}

let ring: RingKey[] | undefined;

function keys(): RingKey[] {
  ring ??= env.COUNTERSIGN_SECRETS.map((secret) => ({ id: keyIdOf(secret), secret, derived: new Map() }));
  return ring;
}

/** Identifies a secret without revealing it: 32 bits of a hash of at least 256 bits. */
function keyIdOf(secret: string): string {
  return createHash("sha256").update(`countersign key id\n${secret}`).digest("hex").slice(0, 8);
}

/** The current key: new values are derived and encrypted with it. */
export function currentKeyId(): string {
  return keys()[0]!.id;
}

export function heldKeyIds(): string[] {
  return keys().map((key) => key.id);
}

/**
 * The 256-bit key of one use (HKDF-SHA-256, RFC 5869).
 * Throws if this process does not hold the secret: it was removed from COUNTERSIGN_SECRETS too early.
 */
export function keyFor(use: KeyUse, keyId = currentKeyId()): Buffer {
  const key = keys().find((candidate) => candidate.id === keyId);
  if (!key) throw new Error(`COUNTERSIGN_SECRETS lacks the secret with id ${keyId}, which rows still use.`);
  let derived = key.derived.get(use);
  if (!derived) {
    derived = Buffer.from(hkdfSync("sha256", key.secret, "countersign", use, 32));
    key.derived.set(use, derived);
  }
  return derived;
}

/**
 * AES-256-GCM: key id (4 bytes), nonce (12), tag (16), ciphertext. `belongsTo` is authenticated but not stored, so that a
 * ciphertext copied to another row cannot be decrypted there.
 */
export function encrypt(plaintext: string, belongsTo: string): Buffer {
  const keyId = currentKeyId();
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFor("encryption", keyId), nonce).setAAD(
    Buffer.from(belongsTo),
  );
  const body = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.from(keyId, "hex"), nonce, cipher.getAuthTag(), body]);
}

/** Whether this process has the key for decrypting this. */
export function canDecrypt(sealed: Buffer): boolean {
  return heldKeyIds().includes(sealed.subarray(0, 4).toString("hex"));
}

/** Throws if the ciphertext was altered, belongs to another row, or its key is missing. */
export function decrypt(sealed: Buffer, belongsTo: string): string {
  const key = keyFor("encryption", sealed.subarray(0, 4).toString("hex"));
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(4, 16)).setAAD(
    Buffer.from(belongsTo),
  );
  decipher.setAuthTag(sealed.subarray(16, 32));
  return Buffer.concat([decipher.update(sealed.subarray(32)), decipher.final()]).toString("utf8");
}

/** Encrypted again with the current key. Null if it already is, or if this process lacks the key. */
export function reencrypt(sealed: Buffer, belongsTo: string): Buffer | null {
  const isCurrent = sealed.subarray(0, 4).toString("hex") === currentKeyId();
  return isCurrent || !canDecrypt(sealed) ? null : encrypt(decrypt(sealed, belongsTo), belongsTo);
}
