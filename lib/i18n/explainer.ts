import type { ConsoleLocale } from "./console-messages";
import * as catalogues from "./explanations";
import type en from "./explanations/en.json";
import { compileMessage } from "./translator";

type English = typeof en;

/** The path of a sentence that both the console and the API show: `"events.user.created"`. */
export type ExplanationKey = Leaves<English>;
type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}`;
}[keyof T & string];

/** The API answers in English, whatever the language of the caller. */
export const apiLanguage = "en" satisfies ConsoleLocale;

/** Values of placeholders. */
export type ExplanationValues = Readonly<Record<string, string | number>>;

/** Returns sentences in one language. */
export interface Explainer {
  /** Throws if the sentence has a placeholder without a value. */
  (key: ExplanationKey, values?: ExplanationValues): string;
  /** The sentence at a path that may not exist, such as one that ends in a code of a provider. */
  find(path: string, values?: ExplanationValues): string | undefined;
  /** "a, b, c", without an "and". */
  list(items: readonly string[]): string;
  locale: ConsoleLocale;
}

/** Does not compile if a language lacks a sentence. */
const all: Readonly<Record<ConsoleLocale, English>> = catalogues;

/** The sentences of events, deliveries and verifications in a language of the console. */
export function explainer(locale: ConsoleLocale): Explainer {
  let known = explainers.get(locale);
  if (known === undefined) {
    known = makeExplainer(locale);
    explainers.set(locale, known);
  }
  return known;
}

const explainers = new Map<ConsoleLocale, Explainer>();

function makeExplainer(locale: ConsoleLocale): Explainer {
  const texts = new Map(textsBelow(all[locale]));
  const find = (path: string, values?: ExplanationValues) => {
    const text = texts.get(path);
    return text === undefined ? undefined : fillMessage(text, locale, values);
  };
  const explain = (key: ExplanationKey, values?: ExplanationValues) => {
    const text = find(key, values);
    if (text === undefined) throw new Error(`The catalogue has no sentence "${key}".`);
    return text;
  };
  const lists = new Intl.ListFormat(locale, { type: "unit", style: "short" });
  return Object.assign(explain, { find, locale, list: (items: readonly string[]) => lists.format(items) });
}

/** Fills a text of a catalogue. Each is compiled once, so the texts must be of a bounded number. */
export function fillMessage(text: string, locale: ConsoleLocale, values?: ExplanationValues): string {
  const ofLocale = compiled.get(locale) ?? new Map<string, ReturnType<typeof compileMessage>>();
  compiled.set(locale, ofLocale);
  const message = ofLocale.get(text) ?? compileMessage(text, locale);
  ofLocale.set(text, message);
  return typeof message === "string" ? message : (message.format(values) as string);
}

const compiled = new Map<ConsoleLocale, Map<string, ReturnType<typeof compileMessage>>>();

function textsBelow(node: object, path = ""): [path: string, text: string][] {
  return Object.entries(node).flatMap(([name, value]) =>
    typeof value === "string" ? [[path + name, value]] : textsBelow(value, `${path}${name}.`),
  );
}
