import * as catalogues from "./catalogues";

/** A language of portal pages and messages, as a BCP 47 tag. */
export type Locale = keyof typeof catalogues;

/** Every language with a catalogue, in alphabetical order of the tags. */
export const locales = Object.keys(catalogues) as [Locale, ...Locale[]];

/** The language as stored with a row, or English if its catalogue has been removed since. */
export function knownLocale(tag: string): Locale {
  return locales.find((locale) => locale === tag) ?? "en";
}

/** The language itself and those that include it, the nearest first: "es-419", "es" (RFC 4647 §3.4). */
export function broaderLocales(locale: Locale): string[] {
  const subtags = locale.split("-");
  return subtags.map((_, removed) => subtags.slice(0, subtags.length - removed).join("-"));
}

const rightToLeftScripts = new Set(["Arab", "Hebr"]);

/** The writing direction, for `dir` attributes. */
export function directionOf(tag: string): "ltr" | "rtl" {
  return rightToLeftScripts.has(new Intl.Locale(tag).maximize().script ?? "") ? "rtl" : "ltr";
}

/** The language's name in the language itself, capitalized as in a menu: "Deutsch", "Français". */
export function languageName(locale: Locale): string {
  const [first = "", ...rest] = new Intl.DisplayNames(locale, { type: "language" }).of(locale) ?? locale;
  return first.toLocaleUpperCase(locale) + rest.join("");
}

/**
 * An email address or phone number for a sentence. In right-to-left text, Unicode's isolates (U+2066, U+2069) keep the order
 * of its characters: "+49 151" would otherwise be shown as "151 49+".
 */
export function isolated(text: string, locale: Locale): string {
  return directionOf(locale) === "rtl" ? `\u2066${text}\u2069` : text;
}
