export {
  broaderLocales,
  directionOf,
  isolated,
  knownLocale,
  type Locale,
  languageName,
  locales,
} from "./locales";
export { acceptedLanguages, matchLocale } from "./match-locale";
export { argumentsOf, type MessageArgument, parseMessage } from "./message-arguments";
export { compileMessage, type TextKey, type Translator, translator } from "./translator";
