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
  expect(brand({ accent: "red;}" }).style).toEqual({});
});
