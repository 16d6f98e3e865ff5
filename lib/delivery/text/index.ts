import { type Locale, locales } from "@/lib/projects";
import { de } from "./de";
import { en } from "./en";
import type { MessageText } from "./message-text";

export type { Facts, MessageText, PurposeText } from "./message-text";

/** Complete by type: a language that projects may choose has its words here, or nothing compiles. */
const catalogues: Record<Locale, MessageText> = { en, de };

/** The language that a message is written in: the one its row asks for, or English if that is no longer spoken. */
export function spokenLocale(locale: string): Locale {
  return locales.find((known) => known === locale) ?? "en";
}

export function messageTextIn(locale: Locale): MessageText {
  return catalogues[locale];
}
