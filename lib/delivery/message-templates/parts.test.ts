import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { locales } from "@/lib/i18n";
import { type MessageTexts, messageTexts, partNames, placeholdersOf } from "./parts";
import { sizeOfSms } from "./sms-size";
import { type Facts, fillText, ourTexts } from "./wording";

/** What is wrong with each part. */
function faultsIn(texts: MessageTexts): Record<string, string> {
  const parsed = messageTexts.safeParse(texts);
  return Object.fromEntries(parsed.error?.issues.map(({ path, message }) => [path.join(), message]) ?? []);
}

describe("a project's own texts", () => {
  test.each(locales)("can be ours in %s, unchanged", (locale) => {
    for (const purpose of ["confirm", "authenticate"])
      expect(faultsIn(ourTexts(locale, purpose))).toEqual({});
  });

  test.each<[keyof MessageTexts, string, string]>([
    ["sms", "Hello from {brand}", "must contain {code}"],
    ["call", "{minutes, plural, one {{code}} other {soon}}", "must contain {code}"],
    ["subject", "{otp} is your code", "{otp} is unknown. The placeholders are {brand}, {code},"],
    ["heading", "{code}", "must not contain {code}"],
    ["linkSubject", "{code}", "must not contain {code}"],
    ["button", "{link}", "{link} is unknown"],
    ["subject", "{code", "A brace is not closed"],
    ["subject", "{}", "A brace is not closed"],
    ["subject", "{minutes, plural, one {#}}", "A brace is not closed"],
    ["subject", "{code, number}", "Write {code} by itself"],
    ["subject", "{minutes, date}", "Write {minutes} by itself"],
    ["subject", "{brand, select, a {1} other {2}}", "Write {brand} by itself"],
    ["subject", "one\ntwo", "must be one line"],
    ["heading", "a\u0000b", "control characters"],
    ["footer", "a\u0007", "control characters"],
    ["footer", "\ud800", "control characters"],
    ["button", "x".repeat(61), "60"],
  ])("refuse the %s “%s”", (part, text, fault) => {
    const faults = faultsIn({ [part]: text });
    expect(Object.keys(faults)).toEqual([part]);
    expect(faults[part]).toContain(fault);
  });

  test("are trimmed, and can have markup, quotes and plurals", () => {
    const texts = {
      subject: " <b>{brand}</b> & it's {minutes, plural, one {a minute} other {# minutes}} ",
      footer: "a\r\nb",
    };
    expect(messageTexts.parse(texts)).toEqual({ subject: texts.subject.trim(), footer: "a\nb" });
  });

  test("can be filled, whatever they are, if they are accepted", () => {
    const facts: Facts = { brand: "{code} <Acme>", code: "048213", lifetime: "10 minutes", minutes: 10 };
    const pieces = fc.constantFrom(
      ...[
        "{code}",
        "{brand}",
        "{minutes}",
        "{minutes, plural, =0 {}",
        " other {#",
        "}",
        "{",
        "'",
        "''",
        "<a>",
        "ß",
        "\u2066",
        "#",
        "|",
      ],
    );
    const texts = fc.array(pieces, { maxLength: 12 }).map((all) => all.join(""));
    fc.assert(
      fc.property(fc.constantFrom(...partNames), texts, (part, text) => {
        const parsed = messageTexts.safeParse({ [part]: text });
        const accepted = parsed.data?.[part];
        if (!accepted) return;
        const filled = fillText(accepted, "en", facts);
        if (part === "sms" || part === "call") expect(filled).toContain("048213");
      }),
      { numRuns: 2000 },
    );
  });

  test("list the placeholders that each part accepts", () => {
    for (const part of partNames) {
      const text = placeholdersOf(part)
        .map((name) => `{${name}}`)
        .join(" ");
      expect(faultsIn({ [part]: text })).toEqual({});
    }
  });
});

test.each([
  ["a".repeat(160), { encoding: "gsm7", length: 160, perSegment: 160, segments: 1 }],
  ["a".repeat(161), { encoding: "gsm7", length: 161, perSegment: 153, segments: 2 }],
  ["€".repeat(81), { encoding: "gsm7", length: 162, segments: 2 }],
  ["ё".repeat(70), { encoding: "ucs2", length: 70, perSegment: 70, segments: 1, notInGsm: ["ё"] }],
  [`it’s ${"a".repeat(66)}`, { encoding: "ucs2", length: 71, perSegment: 67, segments: 2, notInGsm: ["’"] }],
  ["💌", { encoding: "ucs2", length: 2, segments: 1 }],
])("an SMS is measured as carriers do: %s", (text, size) => {
  expect(sizeOfSms(text)).toMatchObject(size);
});
