import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from "libphonenumber-js/max";
import { asciiDigits } from "@/lib/digits";
import { ok, type Result, refuse } from "@/lib/result";

export interface ParsedPhone {
  /** E.164: a plus and at most 15 digits. */
  number: string;
  /** ISO 3166-1 alpha-2. Null for numbers that belong to no country. */
  country: string | null;
}

export interface PhoneInvalid {
  code: "phone_invalid";
  /** One sentence for developers and support: what is wrong and what to send instead. */
  reason: string;
}

/** No number is longer in any notation, once parameters are removed. */
const longestText = 40;

/**
 * Parses a phone number as people and systems write it: E.164, an international number with `00`, a `tel:` URI
 * (RFC 3966), or a national number together with its country. Digits of every script are accepted, and numbers in a
 * replaced numbering plan are converted if only one new number is possible. Refuses extensions, because a message
 * cannot be delivered to one, and numbers that are not assigned according to libphonenumber.
 */
export function parsePhoneNumber(text: string, country?: string): Result<ParsedPhone, PhoneInvalid> {
  const invalid = (reason: string) => refuse({ code: "phone_invalid" as const, reason });
  if (country !== undefined && !isSupportedCountry(country))
    return invalid("The country is not an ISO 3166-1 alpha-2 code.");
  const written = withoutTelUri(visible(text));
  if (written === null)
    return invalid("The tel: URI needs a number that starts with +, or a phone-context that does.");
  if (hasExtension(written))
    return invalid("Remove the extension: messages can only be sent to a number without one.");
  if (written.length > longestText) return invalid("It is too long for a phone number.");

  const parsed = parseIn(written, country as CountryCode | undefined);
  if (parsed) return ok({ number: parsed.number, country: parsed.country ?? null });
  return invalid(reasonFor(written, country as CountryCode | undefined));
}

/** Without invisible characters, in compatible and ASCII forms: the full-width plus becomes "+". */
function visible(text: string): string {
  const compatible = text.normalize("NFKC").replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, "");
  return asciiDigits(compatible).trim();
}

/** The number of a `tel:` URI in international form, other text unchanged. Null if the URI lacks the country code. */
function withoutTelUri(text: string): string | null {
  const uri = /^tel:([^;]*)(.*)$/i.exec(text);
  if (!uri) return text;
  const [, number = "", rest = ""] = uri;
  const parameters = new Map(
    rest
      .split(";")
      .slice(1)
      .map((parameter) => {
        const [name = "", value = ""] = parameter.split("=");
        return [name.toLowerCase(), value];
      }),
  );
  const extension = parameters.get("ext");
  const complete = number.startsWith("+") ? number : inContext(number, parameters.get("phone-context"));
  return complete && (extension ? `${complete} ext. ${extension}` : complete);
}

/** RFC 3966 §5.1.5: a local number is completed by a context that is a global number prefix. */
function inContext(number: string, context: string | undefined): string | null {
  // As libphonenumber does, the national prefix is dropped: +49 and 0151… is +49151….
  return context?.startsWith("+") ? `${context}${number.replace(/^0/, "")}` : null;
}

/** Digits after a word or sign for an extension: "ext. 12", "x12", "#12", ";12", ",,12", "p12", "w12", "Durchwahl 12". */
function hasExtension(text: string): boolean {
  return /(?:e?xt(?:ensi[oó])?n?|[x#~;]|,+|(?<=[\d\s])[pw]|int|anexo|durchwahl|доб)[.:=\s]*\d{1,15}#?$/iu.test(
    text,
  );
}

function parseIn(text: string, country?: CountryCode): PhoneNumber | null {
  for (const candidate of candidatesOf(text, country)) {
    const parsed = parsePhoneNumberFromString(candidate, { defaultCountry: country, extract: false });
    if (parsed?.isValid()) return parsed;
    const renumbered = parsed && renumber(parsed.number);
    if (renumbered?.isValid()) return renumbered;
  }
  return null;
}

/** The text as written, and without a leading 00, the prefix for international calls that ITU-T E.164 recommends. */
function candidatesOf(text: string, country?: CountryCode): string[] {
  const international = text.replace(/^\(\+(\d{1,3})\)/, "+$1").replace(/^\+\s*00/, "+");
  if (international.startsWith("+")) return [international];
  const dialled = /^00[\s./-]*(?=[1-9])/.test(international)
    ? [international.replace(/^00[\s./-]*/, "+")]
    : [];
  return country ? [international, ...dialled] : dialled;
}

/** Old forms of numbers that were changed for a whole country, so that exactly one new number is possible. */
const renumberings: [old: RegExp, current: string][] = [
  // Mexico dropped the mobile prefix 1 in 2019.
  [/^\+521(\d{10})$/, "+52$1"],
  // Brazil added a leading 9 to all mobile numbers, which began with 6 to 9, by 2016.
  [/^\+55(\d{2})([6-9]\d{7})$/, "+55$19$2"],
  // Benin added the prefix 01 to all numbers in 2024.
  [/^\+229(\d{8})$/, "+22901$1"],
];

function renumber(number: string): PhoneNumber | undefined {
  const rule = renumberings.find(([old]) => old.test(number));
  return rule && parsePhoneNumberFromString(number.replace(rule[0], rule[1]));
}

/** What a number is for, according to libphonenumber. */
export type PhoneType =
  | "mobile"
  | "fixed_line"
  | "fixed_line_or_mobile"
  | "voip"
  | "premium_rate"
  | "shared_cost"
  | "toll_free"
  | "uan"
  | "personal_number"
  | "pager"
  | "voicemail"
  | "satellite"
  | "international_network";

/** Calling codes that belong to no country (ITU-T E.164.D), where libphonenumber calls most numbers mobile. */
const typesByCallingCode: Partial<Record<string, PhoneType>> = {
  870: "satellite",
  878: "personal_number",
  881: "satellite",
  882: "international_network",
  883: "international_network",
};

/** The type of a number in E.164. Null if it is not known. */
export function phoneTypeOf(number: string): PhoneType | null {
  const parsed = parsePhoneNumberFromString(number);
  if (!parsed) return null;
  const type = parsed.getType()?.toLowerCase() as PhoneType | undefined;
  return typesByCallingCode[parsed.countryCallingCode] ?? type ?? null;
}

const countryNames = new Intl.DisplayNames("en", { type: "region" });

function reasonFor(text: string, country?: CountryCode): string {
  const [candidate] = candidatesOf(text, country);
  if (candidate === undefined)
    return "Start with + and the country code, as in +4915112345678, or send the country with a national number.";
  if (/\p{L}/u.test(candidate)) return "It contains letters. Send the number in digits.";
  const options = { defaultCountry: country, extract: false };
  const parsed = parsePhoneNumberFromString(candidate, options);
  const name = (parsed?.country ?? country) && countryNames.of((parsed?.country ?? country)!);
  const place = name ? ` for ${name}` : "";
  switch (validatePhoneNumberLength(candidate, options)) {
    case "INVALID_COUNTRY":
      return "The country code after + does not exist.";
    case "TOO_SHORT":
      return `It is too short${place}.`;
    case "TOO_LONG":
      return `It is too long${place}.`;
    case "NOT_A_NUMBER":
      return "It is not a phone number.";
    case "INVALID_LENGTH":
      return `It has the wrong length${place}.`;
    case undefined:
      return name ? `This number is not in use in ${name}.` : "This number is not in use.";
  }
}
