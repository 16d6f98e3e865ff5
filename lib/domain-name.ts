import { domainToASCII, domainToUnicode } from "node:url";

/**
 * What a domain can contain as people write it: letters, digits and marks of any script, and RFC 5892 §2.6's exceptions,
 * including the joiners. Ideographic full stops are dots. Node's parser also accepts symbols and stops at a slash.
 */
const domainText =
  /^(?:[\p{L}\p{N}\p{M}\u00b7\u0375\u05f3\u05f4\u06fd\u06fe\u0f0b\u30fb\u3002.-]|\u200c|\u200d)+$/u;
const hostname = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** The domain in ASCII (IDNA) and lower case, or null if it is invalid. The decoded form of `xn--` labels must be valid, too. */
export function asciiDomain(text: string): string | null {
  const domain = domainToASCII(text).toLowerCase();
  const isDomain = domainText.test(text) && hostname.test(domain) && domainText.test(domainToUnicode(domain));
  return isDomain ? domain : null;
}
