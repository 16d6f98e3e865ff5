import type { Locale } from "@/lib/i18n";

/**
 * The language of the voice that reads a call, as a tag with region for Twilio's `<Say>`
 * (https://www.twilio.com/docs/voice/twiml/say#attributes-language). Languages without a catalogue don't matter.
 */
const voiceLanguages: Readonly<Record<string, string>> = {
  ar: "ar-XA",
  cs: "cs-CZ",
  da: "da-DK",
  de: "de-DE",
  en: "en-US",
  es: "es-ES",
  "es-419": "es-MX",
  fi: "fi-FI",
  fr: "fr-FR",
  he: "he-IL",
  it: "it-IT",
  ja: "ja-JP",
  ko: "ko-KR",
  nl: "nl-NL",
  pl: "pl-PL",
  pt: "pt-PT",
  "pt-BR": "pt-BR",
  sv: "sv-SE",
  tr: "tr-TR",
  uk: "uk-UA",
  "zh-Hans": "cmn-CN",
  "zh-Hant": "cmn-TW",
};

export function voiceLanguage(locale: Locale): string {
  return voiceLanguages[locale] ?? locale;
}
