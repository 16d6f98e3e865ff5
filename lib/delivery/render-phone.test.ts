import { describe, expect, test } from "vitest";
import { locales } from "@/lib/i18n";
import { sizeOfSms } from "./message-templates/sms-size";
import { renderSms, renderTestText } from "./render-phone";
import { aChallenge, aProject } from "./testing";
import { voiceLanguage } from "./voice-language";

process.env.DATABASE_URL ??= "postgres://unused@127.0.0.1/unused";

interface OriginBound {
  host: string;
  code: string;
  rest: string;
}

/** "Parse an origin-bound one-time code message", step by step as wicg.github.io/sms-one-time-codes §3.2 has it. */
function parseOriginBound(message: string): OriginBound | null {
  const line = message.replace(/\r\n?/g, "\n").split("\n").at(-1)!;
  let position = 0;
  const extract = (marker: string): string | null => {
    if (line[position] !== marker) return null;
    const token = /^[^\t\n\f\r ]*/.exec(line.slice(position + 1))![0];
    position += 1 + token.length;
    return token || null;
  };
  const host = extract("@");
  if (host === null || line[position] !== " ") return null;
  position += 1;
  const code = extract("#");
  return code === null ? null : { host, code, rest: line.slice(position) };
}

/**
 * Languages whose letters are in that alphabet, or whose text can do without the others. In any other, an SMS is sent in UCS-2
 * and holds 70 characters.
 */
const gsmLanguages = ["da", "de", "en", "fi", "fr", "it", "nl", "sv"];

describe("an SMS", () => {
  const cases = locales.flatMap((locale) =>
    ["confirm", "authenticate"].map((purpose) => [locale, purpose] as const),
  );

  test.each(cases)("in %s to %s ends in a line that binds the code to our host", (locale, purpose) => {
    const text = renderSms(aProject(), aChallenge({ purpose }), locale);
    expect(parseOriginBound(text)).toEqual({ host: "localhost", code: "048213", rest: "" });
    expect(text.endsWith("\n@localhost #048213")).toBe(true);
  });

  const strangersIn = (text: string) => sizeOfSms(text).notInGsm;

  test.each(cases)("in %s to %s fits into one segment", (locale, purpose) => {
    const long = renderSms(
      aProject({ name: "Acme Savings Bank" }),
      aChallenge({ purpose, code: "0482131234" }),
      locale,
    );
    if (gsmLanguages.includes(locale)) expect(strangersIn(long)).toEqual([]);
    // A host as long as most leaves room: localhost is 9, verify.example.com 18.
    if (strangersIn(long).length === 0) return expect(long.length + 9).toBeLessThanOrEqual(160);
    const [text = ""] = renderSms(aProject(), aChallenge({ purpose }), locale).split("\n");
    expect(text.length).toBeLessThanOrEqual(70);
  });

  test.each(locales)("in %s has the code before anything that a reader could skip", (locale) => {
    for (const purpose of ["confirm", "authenticate"])
      expect(renderSms(aProject(), aChallenge({ purpose }), locale).indexOf("048213")).toBeLessThan(30);
  });

  test.each(locales)("to test a provider in %s fits into one segment", (locale) => {
    const text = renderTestText(aProject(), locale);
    expect(text.length).toBeLessThanOrEqual(strangersIn(text).length === 0 ? 160 : 70);
  });

  test("contains brand, lifetime and warning", () => {
    expect(renderSms(aProject(), aChallenge(), "en")).toContain(
      "is your Acme code. It expires in 10 minutes. Never share it.",
    );
    expect(renderSms(aProject(), aChallenge(), "de")).toContain(
      "Code für Acme, gültig 10 Minuten. Nie weitergeben.",
    );
  });

  test("stays bound even if a brand's name contains a last line", () => {
    const text = renderSms(aProject({ name: "Evil\n\n@evil.example #111111" }), aChallenge(), "en");
    expect(parseOriginBound(text)?.host).toBe("localhost");
    expect(text.split("\n")).toHaveLength(3);
  });
});

test("the parser refuses what the specification refuses", () => {
  expect(parseOriginBound("something @example.com #747723")).toBeNull();
  expect(parseOriginBound("@example.com code #747723")).toBeNull();
  expect(parseOriginBound("@example.com  #747723")).toBeNull();
});

test("every language has a voice with a region", () => {
  for (const locale of locales) expect(voiceLanguage(locale)).toMatch(/^[a-z]{2,3}-[A-Z]{2}$/);
});
