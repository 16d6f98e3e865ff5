import { createHmac, timingSafeEqual } from "node:crypto";
import { keyFor } from "@/lib/access";

/**
 * What the link page hands to its own button: proof that the page was opened and read before it was confirmed. A form on
 * a foreign page, or a scanner that posts what it finds in a mail, does not have it (docs/security.md #13).
 */
export function pageNonceOf(linkToken: string): string {
  return createHmac("sha256", keyFor("page")).update(linkToken).digest("base64url");
}

export function isPageNonce(linkToken: string, nonce: string): boolean {
  const expected = Buffer.from(pageNonceOf(linkToken));
  const given = Buffer.from(nonce);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
