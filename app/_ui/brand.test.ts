import { expect, test } from "vitest";
import { branding } from "@/lib/projects";
import { brand } from "./brand";

test("every corner radius that the settings allow is applied as set", () => {
  for (const radius of [0, 8, 17, 24]) {
    const { radiusPixels } = branding.parse({ radiusPixels: radius });
    expect(brand({ radius: radiusPixels }).style).toEqual({ "--radius": `${radius}px` });
  }
});

test("an accent that is not a hex color is ignored", () => {
  expect(brand({ accent: "red;}", darkAccent: "#12" }).style).toEqual({});
});

test("each mode has its accent, with a text color of its own; one accent alone is for both", () => {
  expect(brand({ accent: "#003300", darkAccent: "#ccffcc" }).style).toMatchObject({
    "--accent-light": "#003300",
    "--accent-dark": "#ccffcc",
    "--accent-foreground-light": "#ffffff",
    "--accent-foreground-dark": "#000000",
  });
  for (const one of [{ accent: "#003300" }, { darkAccent: "#003300" }])
    expect(brand(one).style).toMatchObject({ "--accent-light": "#003300", "--accent-dark": "#003300" });
});
