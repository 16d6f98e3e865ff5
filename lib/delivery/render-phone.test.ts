import { describe, expect, test } from "vitest";
import { renderSms } from "./render-phone";
import { aChallenge, aProject } from "./testing";

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

const basic = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);

describe("an SMS", () => {
  const cases = ["en", "de"].flatMap((locale) =>
    ["confirm", "authenticate"].map((purpose) => [locale, purpose] as const),
  );

  test.each(cases)("in %s to %s ends in a line that binds the code to our host", (locale, purpose) => {
    const text = renderSms(aProject(), aChallenge({ purpose }), locale);
    expect(parseOriginBound(text)).toEqual({ host: "localhost", code: "048213", rest: "" });
    expect(text.endsWith("\n@localhost #048213")).toBe(true);
  });

  test.each(cases)("in %s to %s fits into one segment of the GSM alphabet", (locale, purpose) => {
    const text = renderSms(
      aProject({ name: "Acme Savings Bank" }),
      aChallenge({ purpose, code: "0482131234" }),
      locale,
    );
    expect([...text].filter((character) => !basic.has(character))).toEqual([]);
    // A host as long as most leaves room: localhost is 9, verify.example.com 18.
    expect(text.length + 9).toBeLessThanOrEqual(160);
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
