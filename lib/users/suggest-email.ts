/** Domains that many people have addresses at, and that are long enough to recognize with one wrong letter. */
const common = [
  ...["gmail.com", "googlemail.com", "outlook.com", "outlook.de", "outlook.es", "outlook.fr", "icloud.com"],
  ...["hotmail.com", "hotmail.co.uk", "hotmail.de", "hotmail.es", "hotmail.fr", "hotmail.it"],
  ...[
    "yahoo.com",
    "yahoo.co.uk",
    "yahoo.co.jp",
    "yahoo.co.in",
    "yahoo.com.br",
    "yahoo.de",
    "yahoo.es",
    "yahoo.fr",
    "yahoo.it",
  ],
  ...[
    "protonmail.com",
    "proton.me",
    "fastmail.com",
    "freenet.de",
    "t-online.de",
    "orange.fr",
    "laposte.net",
    "wanadoo.fr",
  ],
  ...[
    "libero.it",
    "virgilio.it",
    "comcast.net",
    "verizon.net",
    "btinternet.com",
    "yandex.ru",
    "seznam.cz",
    "naver.com",
  ],
];

/** Real domains that are one letter away from a common one. */
const real = [
  "ymail.com",
  "email.com",
  "mail.com",
  "fmail.com",
  "hmail.com",
  "gmail.co.uk",
  "proton.com",
  "maver.com",
];

const known = new Set([...common, ...real]);

/**
 * The address that was probably meant: `jane@gmail.com` for `jane@gmial.com`. Null if the domain is known, or not one letter
 * (inserted, left out, replaced, or swapped with its neighbor) away from a common one. Only a suggestion, because the domain
 * may be real.
 */
export function suggestEmail(address: string): string | null {
  const at = address.lastIndexOf("@");
  const domain = address.slice(at + 1).toLowerCase();
  if (at < 1 || known.has(domain)) return null;
  const meant = common.find((candidate) => isOneEditApart(domain, candidate));
  return meant ? `${address.slice(0, at)}@${meant}` : null;
}

/** Allocates nothing, because every shown verification asks for dozens of pairs. */
function isOneEditApart(a: string, b: string): boolean {
  const [shorter, longer] = [Math.min(a.length, b.length), Math.max(a.length, b.length)];
  if (longer - shorter > 1) return false;
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let end = 0;
  while (start + end < shorter && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const different = longer - start - end;
  if (different <= 1) return true;
  const isSwapped = a[start] === b[start + 1] && a[start + 1] === b[start];
  return different === 2 && a.length === b.length && isSwapped;
}
