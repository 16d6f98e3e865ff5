import { createHash, timingSafeEqual } from "node:crypto";

/** The bearer token of a request. */
export function bearerOf(headers: Headers): string | undefined {
  return /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
}

/** Constant time, whatever the lengths: how much of a guess is right must not be measurable. */
export function isSameSecret(given: string, expected: string): boolean {
  const [a, b] = [given, expected].map((text) => createHash("sha256").update(text).digest());
  return timingSafeEqual(a!, b!);
}
