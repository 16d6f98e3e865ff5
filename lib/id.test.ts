import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fromDecimalId,
  fromShortId,
  fromTypeId,
  newId,
  newNumber,
  toDecimalId,
  toShortId,
  toTypeId,
} from "./id";

describe("ids", () => {
  it("every UUID survives the way to a TypeID and back", () => {
    fc.assert(fc.property(fc.uuid(), (uuid) => fromTypeId("ver", toTypeId("ver", uuid)) === uuid));
  });

  it("spells the specification's own example", () => {
    expect(toTypeId("usr", "01893726-efee-7f02-8fbf-9f2b7bc2f910")).toBe("usr_01h4vjdvzefw18zfwz5dxw5y8g");
  });

  it.each([
    "",
    "ver_",
    "usr_01h4vjdvzefw18zfwz5dxw5y8g",
    "ver_01H4VJDVZEFW18ZFWZ5DXW5Y8G",
    "ver_81h4vjdvzefw18zfwz5dxw5y8g",
    "ver_01h4vjdvzefw18zfwz5dxw5y8u",
    "ver_01h4vjdvzefw18zfwz5dxw5y8g ",
  ])("refuses %j", (text) => expect(fromTypeId("ver", text)).toBeNull());

  it("is a UUIDv7 that sorts by time and fits into 21 characters of base 36", () => {
    const ids = Array.from({ length: 1000 }, newId);
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-700[0-9a-f]-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
    expect(new Set(ids).size).toBe(1000);
    const instants = ids.map((id) => id.slice(0, 13));
    expect(instants).toEqual([...instants].sort());
    // 42 bits of milliseconds (until the year 2109) and 66 random ones, in 21 characters: 36²¹ > 2¹⁰⁸.
    expect(36n ** 21n).toBeGreaterThan(1n << 108n);
  });

  it("survives the way to vendors' spellings and back", () => {
    for (let i = 0; i < 1000; i++) {
      const id = newId();
      expect(toShortId(id)).toMatch(/^[0-9a-z]{21}$/);
      expect(fromShortId(toShortId(id))).toBe(id);
      expect(toDecimalId(id)).toMatch(/^[1-9][0-9]{32,33}$/);
      expect(fromDecimalId(toDecimalId(id))).toBe(id);
    }
  });

  it.each(["", "0", "-1", "1.5", "1e9", "123456789", "9".repeat(35), "9".repeat(36)])(
    "takes %j for no id of ours, or for one that nobody has",
    (text) => expect(fromDecimalId(text) ?? "00000000").toMatch(/^0000/),
  );

  it("every id of ours survives the way to 21 characters and back, and every 21 characters the way to an id", () => {
    for (let i = 0; i < 1000; i++) {
      const id = newId();
      expect(toShortId(id)).toMatch(/^[0-9a-z]{21}$/);
      expect(fromShortId(toShortId(id))).toBe(id);
    }
    const text = fc.stringMatching(/^[0-9a-z]{21}$/);
    fc.assert(fc.property(text, (short) => toShortId(fromShortId(short)!) === short));
  });

  it.each([
    "",
    "x".repeat(20),
    "x".repeat(22),
    `${"x".repeat(20)}X`,
    `${"x".repeat(20)}-`,
    `${"x".repeat(21)}\n`,
  ])("%j is no short id", (text) => expect(fromShortId(text)).toBeNull());

  it("numbers have 19 digits and 12 characters of base 36", () => {
    for (let i = 0; i < 1000; i++) {
      const number = newNumber();
      expect(number.toString()).toHaveLength(19);
      expect(number.toString(36)).toHaveLength(12);
    }
  });
});
