import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accentForeground, accentHover, accentText, contrast, isHexColor } from "./color";

const anyColor = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, "0")}`);

describe("isHexColor", () => {
  it.each(["#fff", "#FFFFFF", "#2147c7"])("takes %s", (text) => expect(isHexColor(text)).toBe(true));
  it.each(["fff", "#ff", "#ffff", "#ggg", "red", "#fff;color:red", "#ffffff\n", ""])("refuses %j", (text) =>
    expect(isHexColor(text)).toBe(false),
  );
});

describe("contrast", () => {
  it("spans 1 to 21 and does not care about order", () => {
    expect(contrast("#fff", "#000000")).toBeCloseTo(21, 5);
    expect(contrast("#000", "#fff")).toBeCloseTo(21, 5);
    expect(contrast("#777777", "#777")).toBe(1);
  });

  it("agrees with the value known for #767676 on white", () => {
    expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  });
});

describe("accents", () => {
  it.each([
    ["#2147c7", "#ffffff"],
    ["#000", "#ffffff"],
    ["#ffd400", "#000000"],
    ["#93aeff", "#000000"],
  ])("on %s stands %s", (accent, text) => expect(accentForeground(accent)).toBe(text));

  it("text on any accent reaches AA, at rest and under the pointer", () => {
    fc.assert(
      fc.property(anyColor, (accent) => {
        const text = accentForeground(accent);
        expect(contrast(accent, text)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(accentHover(accent), text)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  it("any accent as text reaches AA on our grounds", () => {
    fc.assert(
      fc.property(anyColor, (accent) => {
        for (const ground of ["#ffffff", "#fcfcfa", "#f3f2ee"])
          expect(contrast(accentText(accent, "light"), ground)).toBeGreaterThanOrEqual(4.5);
        for (const ground of ["#121211", "#1a1a18", "#252522"])
          expect(contrast(accentText(accent, "dark"), ground)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  it("throws for what is not a color", () => {
    expect(() => accentForeground("red")).toThrow(TypeError);
  });
});
