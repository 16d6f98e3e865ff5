/** Providers that ignore dots in the part before the @, or have several domains for one mailbox. Their own help pages say so. */
const ignoresDots = new Set(["gmail.com"]);
const sameDomain = new Map([["googlemail.com", "gmail.com"]]);
/** Yahoo's disposable addresses: a base name, a dash and a keyword. Plus is an ordinary character there. */
const dashTags = /^(yahoo|ymail|rocketmail|myyahoo)\.[a-z.]+$/;

/** Domains for tests and documentation (RFC 2606, RFC 6761). No mailbox there belongs to anybody. */
const reserved = /@(.*\.)?(example\.(com|net|org)|example|test|invalid|localhost)$/;

export function isReservedDomain(normalized: string): boolean {
  return reserved.test(normalized);
}

/** Whether the mailbox has other spellings with dots in any place. */
export function hasDottedSpellings(family: string): boolean {
  return ignoresDots.has(family.slice(family.lastIndexOf("@") + 1));
}

/**
 * The mailbox an address most probably belongs to: without tags (RFC 5233 §1), and without dots for providers that ignore them.
 * Used to count, never to send or to compare users.
 */
export function emailFamily(normalized: string): string {
  const at = normalized.lastIndexOf("@");
  const domainAsWritten = normalized.slice(at + 1);
  const domain = sameDomain.get(domainAsWritten) ?? domainAsWritten;
  const separator = dashTags.test(domain) ? "-" : "+";
  const local = normalized.slice(0, at);
  const tag = local.indexOf(separator);
  const base = tag > 0 ? local.slice(0, tag) : local;
  return `${ignoresDots.has(domain) ? base.replaceAll(".", "") : base}@${domain}`;
}
