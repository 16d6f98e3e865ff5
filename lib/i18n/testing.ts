import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";

/** All texts of a catalogue by their path: `portal.sent.code`. */
export function textsOf(node: object, path = ""): [path: string, text: string][] {
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === "string" ? [[path + key, value]] : textsOf(value as object, `${path}${key}.`),
  );
}

/** The languages that have a file in a folder of catalogues. */
export function localesIn(folder: string): string[] {
  return readdirSync(join(import.meta.dirname, folder))
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.replace(".json", ""))
    .sort();
}

/** What is wrong with texts, each problem with the text's path. */
export function problemsIn(
  texts: ReadonlyMap<string, string>,
  check: (path: string, text: string) => string[],
): string[] {
  return [...texts].flatMap(([path, text]) => check(path, text).map((problem) => `${path}: ${problem}`));
}

/** What is wrong with how a text is written, whatever it says. */
export function writingProblems(text: string): string[] {
  return [
    ...(text.trim() === text ? [] : ["surrounding spaces"]),
    ...(text === "" ? ["empty"] : []),
    ...(text.normalize("NFC") === text ? [] : ["not in Unicode's normalization form C"]),
  ];
}

/** Forms that the language has and a plural lacks, or the other way round. */
export function wrongForms(elements: readonly MessageFormatElement[], locale: string): string[] {
  return elements.flatMap((element) => {
    if (element.type !== TYPE.plural) return [];
    const type = element.pluralType ?? "cardinal";
    const needed = new Intl.PluralRules(locale, { type }).resolvedOptions().pluralCategories;
    const given = Object.keys(element.options).filter((form) => !form.startsWith("="));
    const missing = needed.filter((form) => !given.includes(form)).map((form) => `missing: ${form}`);
    const unknown = given
      .filter((form) => !needed.includes(form as "other"))
      .map((form) => `unknown: ${form}`);
    return [...missing, ...unknown];
  });
}

/**
 * What is wrong with the messages of a console language, compared with English. A translation may write a plain value as a
 * number or choose its plural forms, because English can say "in 3 seconds" and mean every number.
 */
export function catalogueProblems(
  texts: ReadonlyMap<string, string>,
  english: ReadonlyMap<string, string>,
  locale: string,
): string[] {
  return problemsIn(texts, (path, text) => {
    const elements = parse(text, { ignoreTag: true });
    const [given, wanted] = [elements, parse(english.get(path) ?? "", { ignoreTag: true })].map((one) =>
      [...new Set(valuesIn(one))].sort().join("; "),
    );
    return [
      ...(given === wanted ? [] : [`placeholders are (${given}), not (${wanted})`]),
      ...wrongForms(elements, locale),
      ...writingProblems(text),
    ];
  });
}

/** Each placeholder, and the values among which it chooses. */
export function valuesIn(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element): string[] => {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        return [];
      case TYPE.tag:
        return valuesIn(element.children);
      case TYPE.plural:
        return [element.value, ...Object.values(element.options).flatMap(({ value }) => valuesIn(value))];
      case TYPE.select:
        return [
          `${element.value}: ${Object.keys(element.options).sort()}`,
          ...Object.values(element.options).flatMap(({ value }) => valuesIn(value)),
        ];
      default:
        return [element.value];
    }
  });
}
