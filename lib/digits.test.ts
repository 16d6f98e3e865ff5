import { describe, expect, it } from "vitest";
import { asciiDigits, normalizeCode } from "./digits";

describe("decimal digits", () => {
  it("of every script are read as their value", () => {
    const digits = Array.from({ length: 0x110000 }, (_, point) => point)
      .filter((point) => point < 0xd800 || point > 0xdfff)
      .map((point) => String.fromCodePoint(point))
      .filter((character) => /\p{Nd}/u.test(character));
    expect(digits.length).toBeGreaterThan(600);
    // In code point order, every script counts from 0 to 9.
    digits.forEach((digit, at) => {
      expect([digit, asciiDigits(digit)]).toEqual([digit, String(at % 10)]);
    });
  });

  it("of several scripts, with other text between, keep their order", () => {
    expect(asciiDigits("a١b２c३")).toBe("a1b2c3");
  });
});

describe("a code", () => {
  it.each([
    ["Arabic", "١٢٣٤٥٦"],
    ["Persian", "۱۲۳۴۵۶"],
    ["Devanagari", "१२३४५६"],
    ["Adlam, beyond the basic plane", "𞥑𞥒𞥓𞥔𞥕𞥖"],
    ["full width", "１２３４５６"],
    ["superscript", "¹²³⁴⁵⁶"],
    ["mathematical bold", "𝟏𝟐𝟑𝟒𝟓𝟔"],
    ["keycap emoji", "1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣"],
    ["spaces of every width", " 1\u00a02\u20033\u202f4\u30005\t6\n"],
    ["zero-width characters", "\u200b123\u200c\u200d\u2060456\ufeff"],
    ["direction marks", "\u200e\u202a123456\u202c\u2069"],
    ["a soft hyphen", "123\u00ad456"],
    ["dashes", "12-34‑5—6"],
    ["a minus sign and a dot operator", "12\u221234\u22c556"],
    ["dots and slashes", "12.34·5/6"],
    ["quotes and brackets", "“123456”)"],
    ["a Mongolian vowel separator and a Hangul filler", "123\u180e\u3164456"],
  ])("is understood with %s", (_, typed) => {
    expect(normalizeCode(typed)).toBe("123456");
  });

  it("keeps letters and symbols, because then it is not a code", () => {
    expect(normalizeCode("12a456")).toBe("12a456");
    expect(normalizeCode("+123456")).toBe("+123456");
  });
});
