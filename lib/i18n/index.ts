export { directionOf, isolated, knownLocale, type Locale, languageName, locales } from "./locales";
export { acceptedLanguages, matchLocale } from "./match-locale";
export { type TextKey, type Translator, translator } from "./translator";
