import { expect, it } from "vitest";
import { guessLevelOf } from "./guess-level";

it.each([
  [{ wrong: 0, correct: 0 }, "normal"],
  [{ wrong: 49, correct: 0 }, "normal"],
  [{ wrong: 50, correct: 0 }, "elevated"],
  [{ wrong: 499, correct: 200 }, "elevated"],
  [{ wrong: 500, correct: 250 }, "high"],
  // Many people, most of whom enter the right code.
  [{ wrong: 5000, correct: 40_000 }, "normal"],
] as const)("%o is %s", (counts, level) => {
  expect(guessLevelOf(counts)).toBe(level);
});
