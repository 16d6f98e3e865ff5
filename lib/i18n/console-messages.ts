import compile from "icu-minify/compile";
import type { CompiledMessage } from "icu-minify/format";
import * as catalogues from "./console";
import type en from "./console/en.json";

type English = typeof en;

/** A language of the console, as a BCP 47 tag. */
export type ConsoleLocale = keyof typeof catalogues;

/** Every language of the console. */
export const consoleLocales = Object.keys(catalogues) as [ConsoleLocale, ...ConsoleLocale[]];

/** The path of a text in the console's catalogue: `"team.roleHints.owner"`. */
export type ConsoleKey = Leaves<English>;
type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}`;
}[keyof T & string];

/** The path of a part of the console's catalogue: `"team.roleHints"`. */
export type ConsolePart = Branches<English>;
type Branches<T> = {
  [K in keyof T & string]: T[K] extends string ? never : K | `${K}.${Branches<T[K]>}`;
}[keyof T & string];

/** The texts of a part by name, as deep as the catalogue has them. */
export type ConsoleTexts<P extends string> = At<English, P>;
type At<T, P extends string> = P extends keyof T
  ? T[P]
  : P extends `${infer K}.${infer Rest}`
    ? K extends keyof T
      ? At<T[K], Rest>
      : never
    : never;

/** Compiled messages by path. Formatting them takes less than 1 kB of JavaScript, parsing them more than 10 kB. */
export type ConsoleMessages = Readonly<Record<string, CompiledMessage>>;

/** Does not compile if a language lacks a text. */
const all: Readonly<Record<ConsoleLocale, English>> = catalogues;
const compiled = new Map<ConsoleLocale, ConsoleMessages>();

/** All messages of the console in a language, or those of some parts. They are compiled once, which takes about 20 ms. */
export function consoleMessages(locale: ConsoleLocale, parts?: readonly ConsolePart[]): ConsoleMessages {
  let messages = compiled.get(locale);
  if (!messages) {
    const messagesByKey = textsBelow(all[locale]).map(([key, text]) => [key, compile(text)]);
    // The compiler makes objects without a prototype, which React does not send to the browser.
    messages = JSON.parse(JSON.stringify(Object.fromEntries(messagesByKey))) as ConsoleMessages;
    compiled.set(locale, messages);
  }
  if (!parts) return messages;
  const isWanted = (key: string) => parts.some((part) => key.startsWith(`${part}.`));
  return Object.fromEntries(Object.entries(messages).filter(([key]) => isWanted(key)));
}

function textsBelow(node: object, path = ""): [key: string, text: string][] {
  return Object.entries(node).flatMap(([name, value]) =>
    typeof value === "string" ? [[path + name, value]] : textsBelow(value, `${path}${name}.`),
  );
}
