import { expect, test } from "vitest";
import { readableOn } from "./theme";

test.each([
  ["#ffffff", "#000000"],
  ["#000000", "#ffffff"],
  ["#2147c7", "#ffffff"],
  ["#ffe066", "#000000"],
  ["#FF0000", "#000000"],
])("on %s the text is %s", (accent, ink) => {
  expect(readableOn(accent)).toBe(ink);
});
