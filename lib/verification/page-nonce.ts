import { createHmac, timingSafeEqual } from "node:crypto";
import { keyFor } from "@/lib/access";

/**
 * A token the link page gives to its own button. It shows that the page was loaded before it was confirmed. A form on
 * another site, or a scanner that posts links from mails, does not have it (docs/security.md #13).
 */
export function pageNonceOf(linkToken: string): string {
  return createHmac("sha256", keyFor("page")).update(linkToken).digest("base64url");
}

export function isPageNonce(linkToken: string, nonce: string): boolean {
  const expected = Buffer.from(pageNonceOf(linkToken));
  const given = Buffer.from(nonce);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
