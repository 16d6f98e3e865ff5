import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/*
 * A secret in a cookie, and the same secret in every form with a new mask. The flow stores only its hash.
 */

const yearSeconds = 31_536_000;

/** One name per installation, so that several on one host do not share it. */
export function cookieName(publicUrl: string): string {
  return `csrf_token_${createHash("sha256").update(publicUrl).digest("hex")}`;
}

/** The secret in this browser's cookie, or null. */
export function secretIn(cookies: string | null, base: string): Buffer | null {
  const name = cookieName(base);
  for (const part of cookies?.split(";") ?? []) {
    const at = part.indexOf("=");
    if (at < 0 || part.slice(0, at).trim() !== name) continue;
    const secret = Buffer.from(part.slice(at + 1).trim(), "base64");
    if (secret.length === 32) return secret;
  }
  return null;
}

export function newSecret(): Buffer {
  return randomBytes(32);
}

/** The `Set-Cookie` header for a secret. */
export function cookieOf(secret: Buffer, base: string): string {
  const secure = base.startsWith("https:") ? "; Secure" : "";
  return `${cookieName(base)}=${secret.toString("base64")}; Path=/; Max-Age=${yearSeconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** The secret for a form: with a new mask every time, so that compression cannot reveal it (BREACH). */
export function maskedToken(secret: Buffer): string {
  const mask = randomBytes(32);
  return Buffer.concat([mask, xor(mask, secret)]).toString("base64");
}

/** Whether a form's token belongs to this secret, masked or not. Constant time. */
export function isTokenOf(token: string, secret: Buffer): boolean {
  const bytes = Buffer.from(token, "base64");
  const given = bytes.length === 64 ? xor(bytes.subarray(0, 32), bytes.subarray(32)) : bytes;
  return given.length === secret.length && timingSafeEqual(given, secret);
}

/** The hash a flow stores. 256 random bits need no slow hash. */
export function hashOf(secret: Buffer): string {
  return createHash("sha256").update(secret).digest("base64");
}

function xor(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((byte, i) => byte ^ b[i]!));
}
