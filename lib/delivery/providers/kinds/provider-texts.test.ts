import { describe, expect, test } from "vitest";
import * as consoleLanguages from "@/lib/i18n/console";
import { catalogueProblems, textsOf } from "@/lib/i18n/testing";
import { providerKinds } from ".";
import { test as testKind } from "./test";

const kinds = [...providerKinds, testKind];

describe.each(kinds.map((kind) => [kind.kind, kind] as const))("the texts of %s", (_, kind) => {
  const english = new Map(textsOf(kind.texts.en));

  test("exist in every language of the console", () => {
    expect(Object.keys(kind.texts).sort()).toEqual(Object.keys(consoleLanguages).sort());
  });

  test("have the same placeholders in each language, and can be parsed", () => {
    const problems = Object.entries(kind.texts).flatMap(([language, texts]) => {
      const own = new Map(textsOf(texts));
      expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
      return catalogueProblems(own, english, language);
    });
    expect(problems).toEqual([]);
  });

  test("have a label for every member of the config, and for no others", () => {
    const members = Object.keys(kind.jsonSchema.properties ?? {});
    expect(Object.keys(kind.texts.en.members ?? {}).sort()).toEqual(members.sort());
    for (const member of Object.values(kind.jsonSchema.properties ?? {}))
      expect(member).toHaveProperty("title");
  });

  test("are sentences for support agents, each found by its code", () => {
    for (const [code, text] of Object.entries(kind.texts.en.codes ?? {})) {
      if (code.startsWith("advice.")) continue;
      expect(text, code).toMatch(/^[A-Z].*\.$/);
      // SMTP's enhanced codes have a class before them, and HTTP's ranges stand for each status in them.
      const given = kind.kind === "smtp" && code.includes(".") ? `5.${code}` : code.replace("xx", "42");
      expect(kind.explainCode(given), code).toContain(text);
    }
    expect(kind.explainCode("constructor")).toBeUndefined();
  });
});
