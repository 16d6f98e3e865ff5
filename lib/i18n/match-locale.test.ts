import { expect, test } from "vitest";
import { directionOf, isolated, type Locale, languageName, locales } from "./locales";
import { acceptedLanguages, matchLocale } from "./match-locale";

const nearest: Record<string, string> = {
  "de-AT": "de",
  de_CH: "de",
  "DE-ch-1996": "de",
  "en-GB": "en",
  pt_BR: "pt-BR",
  "pt-AO": "pt",
  "zh-TW": "zh-Hant",
  "zh-HK": "zh-Hant",
  "zh-CN": "zh-Hans",
  zh: "zh-Hans",
  "es-MX": "es-419",
  "es-ES": "es",
  "fr-CA": "fr",
  iw: "he",
};

test.each(Object.entries(nearest).filter(([, locale]) => locales.includes(locale as Locale)))(
  "%s gets %s",
  (tag, locale) => expect(matchLocale([tag], null)).toBe(locale),
);

test("the first language that has a catalogue wins, and malformed tags are ignored", () => {
  expect(matchLocale(["hi", "de-CH", "en"], null)).toBe("de");
  for (const tags of [[], [""], ["xx"], ["und"], ["not a tag"], ["en-\0"], ["*"]])
    expect(matchLocale(tags, "none")).toBe("none");
  expect(matchLocale(["-", "de"], null)).toBe("de");
});

test("languages of a browser come in the order of their weights", () => {
  expect(acceptedLanguages("fr;q=0.5, de-AT, en;q=0.8, hi;q=0, *;q=0.1")).toEqual(["de-AT", "en", "fr"]);
  expect(acceptedLanguages(null)).toEqual([]);
});

test("Arabic and Hebrew are written from right to left, with addresses in their own order", () => {
  expect(["ar", "he", "fa", "de", "ja", "zh-Hant"].map(directionOf)).toEqual([
    "rtl",
    "rtl",
    "rtl",
    "ltr",
    "ltr",
    "ltr",
  ]);
  expect(isolated("+49 151", "de")).toBe("+49 151");
  expect(isolated("+49 151", "ar")).toBe("\u2066+49 151\u2069");
});

test("languages are listed by their own names", () => {
  expect(languageName("de")).toBe("Deutsch");
});
