import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accentForeground, accentHover, accentText, contrast, isHexColor } from "./color";

const anyColor = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, "0")}`);

describe("isHexColor", () => {
  it.each(["#fff", "#FFFFFF", "#2147c7"])("accepts %s", (text) => expect(isHexColor(text)).toBe(true));
  it.each(["fff", "#ff", "#ffff", "#ggg", "red", "#fff;color:red", "#ffffff\n", ""])("refuses %j", (text) =>
    expect(isHexColor(text)).toBe(false),
  );
});

describe("contrast", () => {
  it("ranges from 1 to 21 in either order", () => {
    expect(contrast("#fff", "#000000")).toBeCloseTo(21, 5);
    expect(contrast("#000", "#fff")).toBeCloseTo(21, 5);
    expect(contrast("#777777", "#777")).toBe(1);
  });

  it("matches the published value for #767676 on white", () => {
    expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  });
});

describe("accents", () => {
  it.each([
    ["#2147c7", "#ffffff"],
    ["#000", "#ffffff"],
    ["#ffd400", "#000000"],
    ["#93aeff", "#000000"],
  ])("on %s the text is %s", (accent, text) => expect(accentForeground(accent)).toBe(text));

  it("text on any accent reaches AA, also on hover", () => {
    fc.assert(
      fc.property(anyColor, (accent) => {
        const text = accentForeground(accent);
        expect(contrast(accent, text)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(accentHover(accent), text)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  it("any accent used as text reaches AA on our backgrounds", () => {
    fc.assert(
      fc.property(anyColor, (accent) => {
        for (const background of ["#ffffff", "#fcfcfa", "#f3f2ee"])
          expect(contrast(accentText(accent, "light"), background)).toBeGreaterThanOrEqual(4.5);
        for (const background of ["#121211", "#1a1a18", "#252522"])
          expect(contrast(accentText(accent, "dark"), background)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  it("throws for an invalid color", () => {
    expect(() => accentForeground("red")).toThrow(TypeError);
  });
});
