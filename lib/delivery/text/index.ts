import { type Locale, locales } from "@/lib/projects";
import { de } from "./de";
import { en } from "./en";
import type { MessageText } from "./message-text";

export type { Facts, MessageText, PurposeText } from "./message-text";

/** Complete by type: every language that projects can choose must be here. */
const catalogues: Record<Locale, MessageText> = { en, de };

/** The text in the row's language, or in English if it is no longer supported. */
export function spokenLocale(locale: string): Locale {
  return locales.find((known) => known === locale) ?? "en";
}

export function messageTextIn(locale: Locale): MessageText {
  return catalogues[locale];
}
