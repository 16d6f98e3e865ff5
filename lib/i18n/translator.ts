import { IntlMessageFormat } from "intl-messageformat";
import * as all from "./catalogues";
import type en from "./catalogues/en.json";
import type { Locale } from "./locales";

type English = typeof en;
export type Namespace = keyof English;

/** The paths of all texts in a part of the catalogue: `"sent.lead.email"`. */
export type TextKey<N extends Namespace> = Leaves<English[N]>;
type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}`;
}[keyof T & string];

/** Values of placeholders. Numbers select plural forms and are written as the language writes them. */
type Values = Readonly<Record<string, string | number>>;

/** Returns texts of one part of the catalogue in one language. */
export interface Translator<N extends Namespace> {
  /** Throws if the text has a placeholder without a value. */
  (key: TextKey<N>, values?: Values): string;
  /** The text in pieces, with each value as given, such as a component. */
  parts<T>(key: TextKey<N>, values: Readonly<Record<string, T>>): (string | T)[];
  /** The text as the catalogue has it, in ICU MessageFormat. */
  source(key: TextKey<N>): string;
}

/** The texts of a part of the catalogue. Messages are compiled when they are first used. */
export function translator<N extends Namespace>(locale: Locale, namespace: N): Translator<N> {
  let known = translators[namespace].get(locale);
  if (known === undefined) {
    known = makeTranslator(locale, namespace);
    translators[namespace].set(locale, known);
  }
  return known as Translator<N>;
}

/**
 * Found by the tag itself. A key made of tag and namespace costs more the longer the tag is: V8 joins strings of 13 characters
 * and more lazily, and must copy them before it can look them up.
 */
const translators: Record<Namespace, Map<Locale, unknown>> = {
  terms: new Map(),
  portal: new Map(),
  messages: new Map(),
};

/** Does not compile if a language lacks a text. */
const catalogues: Readonly<Record<Locale, English>> = all;

function makeTranslator<N extends Namespace>(locale: Locale, namespace: N): Translator<N> {
  const source = (key: string) => textAt(catalogues[locale][namespace], key);
  const compiled = new Map<string, string | IntlMessageFormat>();
  const compile = (key: string) => {
    const message = compileMessage(source(key), locale);
    compiled.set(key, message);
    return message;
  };
  const translate = (key: string, values?: Values) => {
    const message = compiled.get(key) ?? compile(key);
    return typeof message === "string" ? message : (message.format(values) as string);
  };
  const parts = <T>(key: string, values: Readonly<Record<string, T>>): (string | T)[] => {
    const message = compiled.get(key) ?? compile(key);
    if (typeof message === "string") return [message];
    const formatted = message.format<T>(values);
    return Array.isArray(formatted) ? formatted : [formatted];
  };
  return Object.assign(translate, { parts, source });
}

/** Compiles a message in ICU MessageFormat. One without syntax is its own result. */
export function compileMessage(text: string, locale: string): string | IntlMessageFormat {
  // Without placeholders, `''` and `'{…}'` are the only syntax left.
  if (!/[{']/.test(text)) return text;
  // Digits as in codes, which are always ASCII.
  return new IntlMessageFormat(text, `${locale}-u-nu-latn`, undefined, { ignoreTag: true });
}

function textAt(catalogue: object, key: string): string {
  const found = key
    .split(".")
    .reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], catalogue);
  if (typeof found !== "string") throw new Error(`The catalogue has no text "${key}".`);
  return found;
}
