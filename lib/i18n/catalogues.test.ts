import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type MessageFormatElement, parse } from "@formatjs/icu-messageformat-parser";
import { describe, expect, test } from "vitest";
import * as catalogues from "./catalogues";
import en from "./catalogues/en.json";
import { locales } from "./locales";
import { argumentsOf } from "./message-arguments";
import { localesIn, problemsIn, textsOf, writingProblems, wrongForms } from "./testing";

const english = new Map(textsOf(en));
const languages = Object.entries(catalogues).map(
  ([locale, catalogue]) => [locale, new Map(textsOf(catalogue))] as const,
);

/** Each placeholder with its type, once. */
const placeholdersIn = (elements: readonly MessageFormatElement[]) =>
  new Set(argumentsOf(elements).map(({ name, type }) => `${name}, ${type}`));

describe.each(languages)("the catalogue %s", (locale, texts) => {
  test("has the English texts, no more and no fewer", () => {
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test("can be parsed, with the placeholders of the English texts and the language's plural forms", () => {
    expect(
      problemsIn(texts, (path, text) => {
        const elements = parse(text, { ignoreTag: true });
        const [given, wanted] = [elements, parse(english.get(path) ?? "", { ignoreTag: true })].map((one) =>
          [...placeholdersIn(one)].sort().join("; "),
        );
        return [
          ...(given === wanted ? [] : [`placeholders are (${given}), not (${wanted})`]),
          ...(given!.includes("other") ? ["syntax that no text uses"] : []),
          ...wrongForms(elements, locale),
        ];
      }),
    ).toEqual([]);
  });

  test("has no markup, no surrounding spaces, no empty texts and only normalized characters", () => {
    expect(
      problemsIn(texts, (_, text) => [
        ...(/<[/a-z!]|&[a-z#]\w*;/i.test(text) ? ["markup"] : []),
        ...writingProblems(text),
      ]),
    ).toEqual([]);
  });

  test("starts subjects with the code, which notifications cut off at the end", () => {
    const cut = ["messages.confirm.subject", "messages.authenticate.subject"].map((path) => texts.get(path)!);
    for (const subject of cut) expect(subject.indexOf("{code}")).toBeLessThan(20);
  });
});

test("every file is a language, and every language a valid tag", () => {
  expect(localesIn("catalogues")).toEqual([...locales]);
  expect(Intl.getCanonicalLocales([...locales])).toEqual([...locales]);
});

test("every text is used", () => {
  const root = resolve(import.meta.dirname, "../..");
  const sources = ["app", "lib/delivery"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
      .map((file) => readFileSync(join(root, folder, file), "utf8")),
  );
  // String literals, with any part for the expressions in a template.
  const literals = sources.flatMap((source) =>
    [...source.matchAll(/"([\w.]+)"|`((?:[\w.]|\$\{[^`]*?\})+)`/g)].map(([, plain, template]) =>
      plain ? plain : template!.replaceAll(/\$\{[^`]*?\}/g, "\0"),
    ),
  );
  const plain = new Set(literals);
  const templates = [...plain]
    .filter((literal) => literal.includes("\0") && /\w/.test(literal))
    .map((literal) => new RegExp(`^${literal.replaceAll(".", "\\.").replaceAll("\0", "\\w+")}$`));
  const unused = [...english.keys()].filter((path) => {
    const key = path.slice(path.indexOf(".") + 1);
    return !plain.has(key) && !templates.some((template) => template.test(key));
  });
  expect(unused).toEqual([]);
});
