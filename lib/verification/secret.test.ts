import { describe, expect, it } from "vitest";
import { currentKeyId } from "@/lib/access";
import { newId } from "@/lib/id";
import {
  codeMatches,
  codeOf,
  idOfReturnCode,
  idOfShortToken,
  linkMatches,
  linkTokenOf,
  parseLinkToken,
  returnCodeMatches,
  returnCodeOf,
  shortTokenMatches,
  shortTokenOf,
} from "./secret";

const aSource = (over = {}) => ({
  id: newId(),
  generation: 1,
  identifier: "jane@example.com",
  secretKeyId: currentKeyId(),
  policy: { codeLength: 6 },
  ...over,
});

describe("codes", () => {
  it("are uniformly distributed: chi-square over the digits of every position, leading zeros included", () => {
    const counts = Array.from({ length: 6 }, () => Array<number>(10).fill(0));
    const total = 100_000;
    for (let generation = 0; generation < total; generation++) {
      const code = codeOf(aSource({ id: "01a1fa72-c2cb-700c-b2ce-b47ad982be91", generation }));
      expect(code.length).toBe(6);
      for (let place = 0; place < 6; place++) counts[place]![code.charCodeAt(place) - 48]!++;
    }
    for (const digits of counts) {
      const chiSquare = digits.reduce((sum, count) => sum + (count - total / 10) ** 2 / (total / 10), 0);
      // 9 degrees of freedom: above 33.7 once in 10 000 sequences; this sequence is always the same.
      expect(chiSquare).toBeLessThan(33.7);
    }
  }, 60_000);

  it("depend on id, generation, identifier and key only", () => {
    const source = aSource();
    expect(codeOf({ ...source })).toBe(codeOf(source));
    const others = [
      { id: newId() },
      { generation: 2 },
      { identifier: "eve@example.com" },
      { identifier: null },
    ].map((change) => linkTokenOf({ ...source, ...change }));
    expect(new Set([linkTokenOf(source), ...others]).size).toBe(5);
  });

  it("have the length of the policy", () => {
    for (const codeLength of [6, 8, 10])
      expect(codeOf(aSource({ policy: { codeLength } }))).toMatch(new RegExp(`^\\d{${codeLength}}$`));
  });

  it.each(["", "12345", "1234567", "0".repeat(10_000)])("%.20j matches nothing", (given) => {
    expect(codeMatches(aSource(), given)).toBe(false);
  });
});

describe("link tokens", () => {
  it("contain their verification's id, and match that verification only", () => {
    const source = aSource();
    const token = parseLinkToken(linkTokenOf(source));
    expect(token?.verificationId).toBe(source.id);
    expect(linkMatches(source, token!)).toBe(true);
    expect(linkMatches({ ...source, generation: 2 }, token!)).toBe(false);
    expect(linkMatches({ ...source, identifier: "eve@example.com" }, token!)).toBe(false);
  });

  it("are refused with any character changed, dropped or added", () => {
    const source = aSource();
    const token = linkTokenOf(source);
    for (let i = 0; i < token.length; i++) {
      const changed = token.slice(0, i) + (token[i] === "A" ? "B" : "A") + token.slice(i + 1);
      const parsed = parseLinkToken(changed);
      expect(parsed !== null && parsed.verificationId === source.id && linkMatches(source, parsed)).toBe(
        false,
      );
    }
    expect(parseLinkToken(token.slice(1))).toBeNull();
    expect(parseLinkToken(`${token}A`)).toBeNull();
  });
});

describe("short tokens", () => {
  it("are 32 letters and digits, contain their verification's id, and match that verification only", () => {
    for (let i = 0; i < 200; i++) {
      const source = aSource({ id: newId() });
      const token = shortTokenOf(source);
      expect(token).toMatch(/^[0-9A-Za-z]{32}$/);
      expect(idOfShortToken(token)).toBe(source.id);
      expect(shortTokenMatches(source, token)).toBe(true);
      expect(shortTokenMatches({ ...source, generation: 2 }, token)).toBe(false);
      expect(shortTokenMatches({ ...source, identifier: "eve@example.com" }, token)).toBe(false);
    }
  });

  it("are refused with any character changed, dropped or added", () => {
    const source = aSource({ id: newId() });
    const token = shortTokenOf(source);
    for (let i = 0; i < token.length; i++) {
      const changed = token.slice(0, i) + (token[i] === "A" ? "B" : "A") + token.slice(i + 1);
      expect(shortTokenMatches(source, changed)).toBe(false);
    }
    for (const none of ["", token.slice(1), `${token}A`, "z".repeat(32), "0".repeat(32), "-".repeat(32)]) {
      expect(idOfShortToken(none)).not.toBe(source.id);
      expect(shortTokenMatches(source, none)).toBe(false);
    }
  });
});

describe("codes of return URLs", () => {
  it("are 43 characters, contain their verification's id, and match that verification only", () => {
    const source = aSource();
    const code = returnCodeOf(source);
    expect(code).toMatch(/^[\w-]{43}$/);
    expect(idOfReturnCode(code)).toBe(source.id);
    expect(returnCodeMatches(source, code)).toBe(true);
    expect(returnCodeMatches({ ...source, generation: 2 }, code)).toBe(false);
    expect(returnCodeMatches({ ...source, identifier: "eve@example.com" }, code)).toBe(false);
  });

  it("are refused with any character changed, dropped or added", () => {
    const source = aSource();
    const code = returnCodeOf(source);
    for (let i = 0; i < code.length; i++) {
      const changed = code.slice(0, i) + (code[i] === "A" ? "B" : "A") + code.slice(i + 1);
      expect(returnCodeMatches(source, changed)).toBe(false);
    }
    for (const none of ["", code.slice(1), `${code}A`]) expect(idOfReturnCode(none)).toBeNull();
  });
});
