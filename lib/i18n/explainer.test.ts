import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "@formatjs/icu-messageformat-parser";
import { describe, expect, test } from "vitest";
import * as consoleCatalogues from "./console";
import { apiLanguage, explainer, fillMessage } from "./explainer";
import * as catalogues from "./explanations";
import en from "./explanations/en.json";
import { catalogueProblems, localesIn, textsOf, valuesIn } from "./testing";

const english = new Map(textsOf(en));

describe.each(Object.entries(catalogues))("the explanations %s", (locale, catalogue) => {
  const texts = new Map(textsOf(catalogue));

  test("have the English sentences, no more and no fewer", () => {
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test("can be parsed, with the placeholders of the English sentences and the language's plural forms", () => {
    expect(catalogueProblems(texts, english, locale)).toEqual([]);
  });
});

test("the explanations exist in every language of the console", () => {
  expect(localesIn("explanations")).toEqual(Object.keys(consoleCatalogues).sort());
  expect(Object.keys(catalogues).sort()).toEqual(Object.keys(consoleCatalogues).sort());
});

test("a sentence gets its values, and one without them is an error", () => {
  const t = explainer(apiLanguage);
  expect(t("delivery.undeliverable.gave_up", { count: 1 })).toBe("It failed after one try.");
  expect(t("delivery.undeliverable.gave_up", { count: 3 })).toBe("It failed after 3 tries.");
  expect(() => t("delivery.refused", { provider: "Twilio" })).toThrow("words");
  expect(t.find("words.no_such_code")).toBeUndefined();
  expect(t.find("constructor")).toBeUndefined();
});

test("values are not parsed, and what looks like markup is a text", () => {
  expect(fillMessage("{words} <b>", "en", { words: "{x} 'y' #" })).toBe("{x} 'y' # <b>");
});

const lib = resolve(import.meta.dirname, "..");
const sources = ["delivery", "events", "verification"].flatMap((folder) =>
  readdirSync(join(lib, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => readFileSync(join(lib, folder, file), "utf8")),
);

/** The sentences that a path stands for. Each expression in a template is any one name. */
function keysOf(path: string): string[] {
  const parts = path.split(/\$\{.*?\}/).map((part) => part.replaceAll(/\W/g, "\\$&"));
  return parts[0] === ""
    ? []
    : [...english.keys()].filter((key) => new RegExp(`^${parts.join("[^.]+")}$`).test(key));
}

test("every sentence is used", () => {
  const literals = sources.flatMap((source) =>
    [...source.matchAll(/"([\w.]+)"|`((?:[\w.]|\$\{[^`]*?\})+)`/g)].map(
      ([, plain, template]) => plain ?? template!,
    ),
  );
  const named = new Set(literals);
  const used = new Set([...named].filter((path) => path.includes(".")).flatMap(keysOf));
  // Those of connectors and events have tests of their own, and words follow codes, of which providers and operators have any number.
  const isUsed = (key: string) =>
    used.has(key) || /^(connectors|events|words)\./.test(key) || named.has(key.replace(/^substitutes\./, ""));
  const unused = [...english.keys()].filter((key) => !isUsed(key));
  expect(unused).toEqual([]);
});

/** The names of an object literal's members, from what is between its braces. */
function namesIn(members: string): string[] {
  let [flat, before] = [members, ""];
  while (flat !== before) [before, flat] = [flat, flat.replaceAll(/\([^()]*\)/g, "")];
  return flat.split(",").flatMap((member) => /^\s*(\w+)/.exec(member)?.[1] ?? []);
}

test("every sentence gets the values of its placeholders, and no others", () => {
  const calls = sources.flatMap((source) => [
    ...source.matchAll(/\bt\(\s*"([\w.]+)"(?:,\s*\{([^{}]*)\})?,?\s*\)/g),
  ]);
  const wrong = calls.flatMap(([call, key, members = ""]) => {
    const text = english.get(key!);
    // A text of a message, in a catalogue of its own.
    if (text === undefined) return [];
    const given = namesIn(members);
    const elements = parse(text, { ignoreTag: true });
    const wanted = new Set(valuesIn(elements).map((one) => one.split(":")[0]!));
    const unknown = given.filter((name) => !wanted.has(name));
    // What is spread is not among the names.
    const missing = members.includes("...") ? [] : [...wanted].filter((name) => !given.includes(name));
    return [...unknown, ...missing].map((name) => `${call}: ${name}`);
  });
  expect(calls.length).toBeGreaterThan(40);
  expect(wrong).toEqual([]);
});
