import { domainToASCII, domainToUnicode } from "node:url";
import { ok, type Result, refuse } from "@/lib/result";
import { type PhoneInvalid, parsePhoneNumber } from "./phone";

/** What is proven: an address or a number, as it was given and as it is compared. */
export interface Identifier {
  type: "email" | "phone";
  /** As given, but for outer white space. Messages go here. */
  value: string;
  /** What equality means: see `parseEmail` and `parsePhone`. */
  normalized: string;
  /** ISO 3166-1 alpha-2, for phones. */
  country: string | null;
}

/** An identifier as a caller spells it. */
export type IdentifierInput = { email: string } | { phone: string; country?: string };

export type IdentifierRefusal = { code: "email_invalid"; reason: string } | PhoneInvalid;

/** RFC 5321 §4.5.3.1: 64 octets before the @, 254 for the whole path without its brackets. */
const longestLocalPart = 64;
const longestEmail = 254;

/** Letters, digits and marks of any script (RFC 6531), and RFC 5321's `atext`; dots only between them. No quoted form. */
const dotAtom = /^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+)*$/u;
/**
 * What may stand in a domain as people write it: letters, digits and marks of any script, and RFC 5892 §2.6's exceptions,
 * among them the joiners; the ideographic full stops are dots. Node's reader takes symbols too, and stops at a slash.
 */
const domainText =
  /^(?:[\p{L}\p{N}\p{M}\u00b7\u0375\u05f3\u05f4\u06fd\u06fe\u0f0b\u30fb\u3002.-]|\u200c|\u200d)+$/u;
const hostname = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

export function parseIdentifier(given: IdentifierInput): Result<Identifier, IdentifierRefusal> {
  return "email" in given ? parseEmail(given.email) : parsePhone(given.phone, given.country);
}

/**
 * Reads an email address. Compared trimmed, in NFKC, in lower case, its domain in ASCII (IDNA).
 * Refuses quoted local parts, address literals, and anything beyond RFC 5321's lengths.
 */
export function parseEmail(text: string): Result<Identifier, IdentifierRefusal> {
  const bad = (reason: string) => refuse({ code: "email_invalid", reason });
  const value = text.trim().normalize("NFKC");
  const at = value.lastIndexOf("@");
  if (at < 1) return bad("It has no @ with a name before it.");
  const local = value.slice(0, at);
  if (local.startsWith('"')) return bad("Quoted local parts are not supported.");
  if (!dotAtom.test(local)) return bad("The part before the @ has a character that addresses do not have.");
  const domain = asciiDomain(value.slice(at + 1));
  if (!domain) return bad("The part after the @ is not a domain name.");
  if (
    Buffer.byteLength(local) > longestLocalPart ||
    Buffer.byteLength(local) + 1 + domain.length > longestEmail
  ) {
    return bad("It is longer than mail allows (64 before the @, 254 in all).");
  }
  return ok({
    type: "email",
    value: `${local}@${domain}`,
    normalized: `${local.toLowerCase()}@${domain}`,
    country: null,
  });
}

/** The domain as name servers know it (IDNA), or null if it is none. What stands behind `xn--` must be readable too. */
function asciiDomain(text: string): string | null {
  const domain = domainToASCII(text).toLowerCase();
  const isDomain = domainText.test(text) && hostname.test(domain) && domainText.test(domainToUnicode(domain));
  return isDomain ? domain : null;
}

/** Parses a phone number, compared in E.164. See `parsePhoneNumber` for the notations and refusals. */
export function parsePhone(text: string, country?: string): Result<Identifier, IdentifierRefusal> {
  const parsed = parsePhoneNumber(text, country);
  if (!parsed.ok) return parsed;
  const { number } = parsed.value;
  return ok({ type: "phone", value: number, normalized: number, country: parsed.value.country });
}

/** Longer than any address or number, and short enough for an index. */
const longestText = 320;

/**
 * An identifier that need not be one, for dialects whose vendors leave that to the provider. Refuses only what cannot be
 * stored: an empty text, one beyond 320 characters, a NUL.
 */
export function keepAsText(given: IdentifierInput): Result<Identifier, IdentifierRefusal> {
  const type = "email" in given ? "email" : "phone";
  const value = textOf(given).trim();
  if (value === "" || value.length > longestText || value.includes("\0")) {
    return refuse({ code: `${type}_invalid`, reason: "It is empty, too long, or holds a NUL." });
  }
  return ok({ type, value, normalized: value.normalize("NFKC").toLowerCase(), country: null });
}

/** An identifier as it parses, else as text. */
export function parseIdentifierLeniently(given: IdentifierInput): Result<Identifier, IdentifierRefusal> {
  const parsed = parseIdentifier(given);
  return parsed.ok ? parsed : keepAsText(given);
}

export function textOf(given: IdentifierInput): string {
  return "email" in given ? given.email : given.phone;
}

/** The identifier with most of it hidden, for events, logs and pages: `j•••@example.com`, `+49•••••••42`. */
export function maskIdentifier(value: string): string {
  const at = value.lastIndexOf("@");
  if (at > 0) return `${[...value][0]}•••${value.slice(at)}`;
  return value.length > 6 ? `${value.slice(0, 3)}${"•".repeat(value.length - 5)}${value.slice(-2)}` : "•••";
}
