export {
  type ConsoleKey,
  type ConsoleLocale,
  type ConsoleMessages,
  type ConsolePart,
  type ConsoleTexts,
  consoleMessages,
} from "./console-messages";
export {
  apiLanguage,
  type Explainer,
  type ExplanationKey,
  type ExplanationValues,
  explainer,
  fillMessage,
} from "./explainer";
export {
  broaderLocales,
  directionOf,
  isolated,
  knownLocale,
  type Locale,
  languageName,
  locales,
} from "./locales";
export { acceptedLanguages, matchConsoleLocale, matchLocale } from "./match-locale";
export { argumentsOf, type MessageArgument, parseMessage } from "./message-arguments";
export { compileMessage, type TextKey, type Translator, translator } from "./translator";
