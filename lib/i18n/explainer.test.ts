import { describe, expect, test } from "vitest";
import * as consoleCatalogues from "./console";
import { apiLanguage, explainer, fillMessage } from "./explainer";
import * as catalogues from "./explanations";
import en from "./explanations/en.json";
import { catalogueProblems, localesIn, textsOf } from "./testing";

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
