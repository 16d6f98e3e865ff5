import { expect, test } from "vitest";
import { parseStat } from "./processor-time";

test("times are read behind a name that looks like other fields", () => {
  const line =
    "4711 (node) R 1 (x) S 99 4711 4711 0 -1 4194560 100 200 0 0 150 50 30 20 20 0 11 0 12345 1000000 2000";
  expect(parseStat(line)).toEqual({ parent: 99, ownMicros: 2_000_000, endedMicros: 500_000 });
});
