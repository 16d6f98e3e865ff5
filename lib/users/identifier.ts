import { asciiDomain } from "@/lib/domain-name";
import { ok, type Result, refuse } from "@/lib/result";
import { type PhoneInvalid, parsePhoneNumber } from "./phone";

/** An email address or phone number, as entered and as compared. */
export interface Identifier {
  type: "email" | "phone";
  /** As entered, without surrounding whitespace. Messages are sent here. */
  value: string;
  /** The form that is compared. See `parseEmail` and `parsePhone`. */
  normalized: string;
  /** ISO 3166-1 alpha-2, for phones. */
  country: string | null;
}

/** An identifier as a caller sends it. */
export type IdentifierInput = { email: string } | { phone: string; country?: string };

export type IdentifierRefusal = { code: "email_invalid"; reason: string } | PhoneInvalid;

/** RFC 5321 §4.5.3.1: 64 octets before the @, 254 in total. */
const longestLocalPart = 64;
const longestEmail = 254;

/** Letters, digits and marks of any script (RFC 6531) and RFC 5321's `atext`, with dots between them. No quoted form. */
const dotAtom = /^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+)*$/u;
/** Spaces, and invisible characters in pasted text: zero-width characters, direction marks and byte order marks. */
const surroundings =
  /^[\s\p{Cf}\p{Default_Ignorable_Code_Point}]+|[\s\p{Cf}\p{Default_Ignorable_Code_Point}]+$/gu;

export function parseIdentifier(given: IdentifierInput): Result<Identifier, IdentifierRefusal> {
  return "email" in given ? parseEmail(given.email) : parsePhone(given.phone, given.country);
}

/**
 * Parses an email address. Compared without surrounding spaces and invisible characters, in NFKC and lower case, with the domain in ASCII (IDNA).
 * Refuses quoted local parts, address literals and anything longer than RFC 5321 allows.
 */
export function parseEmail(text: string): Result<Identifier, IdentifierRefusal> {
  const bad = (reason: string) => refuse({ code: "email_invalid", reason });
  const value = text.replace(surroundings, "").normalize("NFKC");
  const at = value.lastIndexOf("@");
  if (at < 1) return bad("It needs a name and an @, as in jane@example.com.");
  const local = value.slice(0, at);
  if (local.startsWith('"')) return bad("Quoted local parts are not supported.");
  if (!dotAtom.test(local)) return bad("The part before the @ contains a character that is not allowed.");
  const domain = asciiDomain(value.slice(at + 1));
  if (!domain) return bad("The part after the @ is not a valid domain name.");
  if (
    Buffer.byteLength(local) > longestLocalPart ||
    Buffer.byteLength(local) + 1 + domain.length > longestEmail
  ) {
    return bad("It is too long: at most 64 bytes before the @ and 254 in total.");
  }
  return ok({
    type: "email",
    value: `${local}@${domain}`,
    normalized: `${local.toLowerCase()}@${domain}`,
    country: null,
  });
}

/** Parses a phone number, compared in E.164. See `parsePhoneNumber` for the notations and refusals. */
export function parsePhone(text: string, country?: string): Result<Identifier, IdentifierRefusal> {
  const parsed = parsePhoneNumber(text, country);
  if (!parsed.ok) return parsed;
  const { number } = parsed.value;
  return ok({ type: "phone", value: number, normalized: number, country: parsed.value.country });
}

/** Longer than any address or number, and short enough to index. */
const longestText = 320;

/**
 * Accepts any text as an identifier, for vendors that leave validation to the provider. Refuses only what cannot be stored:
 * an empty text, more than 320 characters, or a NUL.
 */
export function keepAsText(given: IdentifierInput): Result<Identifier, IdentifierRefusal> {
  const type = "email" in given ? "email" : "phone";
  const value = textOf(given).trim();
  if (value === "" || value.length > longestText || value.includes("\0")) {
    return refuse({
      code: `${type}_invalid`,
      reason: "It is empty, longer than 320 characters, or contains a NUL character.",
    });
  }
  return ok({ type, value, normalized: value.normalize("NFKC").toLowerCase(), country: null });
}

/** Parses an identifier, or keeps it as text if it does not parse. */
export function parseIdentifierLeniently(given: IdentifierInput): Result<Identifier, IdentifierRefusal> {
  const parsed = parseIdentifier(given);
  return parsed.ok ? parsed : keepAsText(given);
}

export function textOf(given: IdentifierInput): string {
  return "email" in given ? given.email : given.phone;
}

/** Masks an identifier for events, logs and pages: `j•••@example.com`, `+49•••••••42`. */
export function maskIdentifier(value: string): string {
  const at = value.lastIndexOf("@");
  if (at > 0) return `${[...value][0]}•••${value.slice(at)}`;
  return value.length > 6 ? `${value.slice(0, 3)}${"•".repeat(value.length - 5)}${value.slice(-2)}` : "•••";
}
