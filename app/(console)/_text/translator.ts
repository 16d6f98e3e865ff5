import format, { type FormatValues } from "icu-minify/format";
import type { ReactNode } from "react";
import type { ConsoleKey, ConsoleLocale, ConsoleMessages, ConsolePart, ConsoleTexts } from "@/lib/i18n";

// Browsers load this module, so it must not import the catalogue.

/** Values of placeholders. */
type Values = Readonly<Record<string, string | number>>;

/** Returns the console's texts in one language. */
export interface Translator {
  (key: ConsoleKey, values?: Values): string;
  /** A text with components around what is between tags: `Resend it in <time></time>`. */
  rich(key: ConsoleKey, values: FormatValues<ReactNode>): ReactNode;
  /** All texts of a part by name, such as the options of a select. */
  group<P extends ConsolePart>(part: P): ConsoleTexts<P>;
  /** The text at a path that may not exist, such as one that ends in a code of the engine. */
  find(path: string, values?: Values): string | undefined;
  /** For dates, numbers and names of countries. */
  locale: ConsoleLocale;
}

/** Throws for a text that the messages lack. In the browser, they are those of a `ClientText` above. */
export function translatorOf(messages: ConsoleMessages, locale: ConsoleLocale): Translator {
  const formatted = (key: string, values: object = {}) => {
    const message = messages[key];
    if (message === undefined) throw new Error(`There is no text "${key}" here.`);
    return format<ReactNode>(message, locale, values as FormatValues<ReactNode>, { formatters });
  };
  const translate = (key: ConsoleKey, values?: Values) => formatted(key, values) as string;
  return Object.assign(translate, {
    rich: (key: ConsoleKey, values: FormatValues<ReactNode>) => formatted(key, values) as ReactNode,
    group: <P extends ConsolePart>(part: P) => groupOf(messages, part, translate),
    find: (path: string, values?: Values) =>
      path in messages ? translate(path as ConsoleKey, values) : undefined,
    locale,
  });
}

const formatters = {
  getNumberFormat: (...options: ConstructorParameters<typeof Intl.NumberFormat>) =>
    new Intl.NumberFormat(...options),
  getPluralRules: (...options: ConstructorParameters<typeof Intl.PluralRules>) =>
    new Intl.PluralRules(...options),
  getDateTimeFormat: (...options: ConstructorParameters<typeof Intl.DateTimeFormat>) =>
    new Intl.DateTimeFormat(...options),
};

interface Texts {
  [name: string]: string | Texts;
}

function groupOf<P extends ConsolePart>(
  messages: ConsoleMessages,
  part: P,
  translate: (key: ConsoleKey) => string,
): ConsoleTexts<P> {
  const texts: Texts = {};
  for (const key of Object.keys(messages)) {
    if (!key.startsWith(`${part}.`)) continue;
    const path = key.slice(part.length + 1).split(".");
    const last = path.pop()!;
    let at = texts;
    for (const name of path) {
      at[name] ??= {};
      at = at[name] as Texts;
    }
    at[last] = translate(key as ConsoleKey);
  }
  return texts as ConsoleTexts<P>;
}
