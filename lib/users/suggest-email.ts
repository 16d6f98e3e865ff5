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

function isOneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const [restOfA, restOfB] = [a.slice(at), b.slice(at)];
  const isSwapped = restOfA[0] === restOfB[1] && restOfA[1] === restOfB[0];
  return (
    restOfA.slice(1) === restOfB.slice(1) ||
    restOfA === restOfB.slice(1) ||
    restOfA.slice(1) === restOfB ||
    (isSwapped && restOfA.slice(2) === restOfB.slice(2))
  );
}
