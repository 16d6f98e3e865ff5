import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { randomCharacters } from "@/lib/id";

const shape = /^csk_([0-9a-z]{8})_([0-9A-Za-z_-]{43})$/;

export interface ParsedApiKey {
  prefix: string;
  secretHash: Buffer;
}

/** `csk_<8>_<43>`: the eight find the row, the 43 carry 256 random bits. */
export function newApiKey(): string {
  return `csk_${randomCharacters(8)}_${randomBytes(32).toString("base64url")}`;
}

/** Parses a key. Null if it is malformed. */
export function parseApiKey(key: string): ParsedApiKey | null {
  const match = shape.exec(key);
  if (!match) return null;
  return { prefix: match[1]!, secretHash: hashSecret(match[2]!) };
}

/** The OAuth 2 client id of a key: its public part. The whole key is the client's secret. */
export function clientIdOf({ prefix }: { prefix: string }): string {
  return `csk_${prefix}`;
}

/** The public characters of a client id. Null if it is malformed. */
export function prefixOfClient(clientId: string): string | null {
  return /^csk_([0-9a-z]{8})$/.exec(clientId)?.[1] ?? null;
}

function hashSecret(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

/** Constant time, so that the correct part of a guess cannot be measured. */
export function secretMatches(stored: Buffer, given: Buffer): boolean {
  return stored.length === given.length && timingSafeEqual(stored, given);
}
