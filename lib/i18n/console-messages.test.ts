import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { describe, expect, test } from "vitest";
import * as catalogues from "./console";
import en from "./console/en.json";
import { consoleMessages } from "./console-messages";
import { localesIn, problemsIn, textsOf, writingProblems, wrongForms } from "./testing";

const english = new Map(textsOf(en));
const languages = Object.entries(catalogues).map(
  ([locale, catalogue]) => [locale, new Map(textsOf(catalogue))] as const,
);

/** Each placeholder and tag with its type and, where a text chooses among fixed values, those values. */
function placeholdersIn(elements: readonly MessageFormatElement[]): string[] {
  const found = elements.flatMap((element): string[] => {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        return [];
      case TYPE.tag:
        return [`<${element.value}>`, ...placeholdersIn(element.children)];
      case TYPE.plural:
        return [`${element.value}, plural`, ...inside(element.options)];
      case TYPE.select:
        return [
          `${element.value}, select ${Object.keys(element.options).sort()}`,
          ...inside(element.options),
        ];
      default:
        return [`${element.value}, ${TYPE[element.type]}`];
    }
  });
  return [...new Set(found)].sort();
}

const inside = (options: Record<string, { value: MessageFormatElement[] }>) =>
  Object.values(options).flatMap(({ value }) => placeholdersIn(value));

describe.each(languages)("the console's catalogue %s", (locale, texts) => {
  test("has the English texts, no more and no fewer", () => {
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test("can be parsed, with the placeholders of the English texts and the language's plural forms", () => {
    expect(
      problemsIn(texts, (path, text) => {
        const elements = parse(text);
        const [given, wanted] = [elements, parse(english.get(path) ?? "")].map((one) =>
          placeholdersIn(one).join("; "),
        );
        return [
          ...(given === wanted ? [] : [`placeholders are (${given}), not (${wanted})`]),
          ...wrongForms(elements, locale),
        ];
      }),
    ).toEqual([]);
  });

  test("has no surrounding spaces, no empty texts and only normalized characters", () => {
    expect(problemsIn(texts, (_, text) => writingProblems(text))).toEqual([]);
  });
});

test("messages consist of plain objects, as React sends no others to the browser", () => {
  const hasPlainObjects = (node: unknown): boolean =>
    typeof node !== "object" ||
    node === null ||
    ([Object.prototype, Array.prototype].includes(Object.getPrototypeOf(node)) &&
      Object.values(node).every(hasPlainObjects));
  expect(hasPlainObjects(consoleMessages("en"))).toBe(true);
});

test("every file is a language of the console, and every language a valid tag", () => {
  const locales = Object.keys(catalogues);
  expect(localesIn("console")).toEqual([...locales].sort());
  expect(Intl.getCanonicalLocales(locales)).toEqual(locales);
});
