import { describe, expect, test } from "vitest";
import type { Sample } from "./measure";
import type { CallName } from "./options";
import { callTable, ratios, rowsVerdicts, verdicts } from "./report";

function aSample(call: CallName, round: number, perSecond: number): Sample {
  return {
    call,
    round,
    perSecond,
    clients: 16,
    requests: perSecond,
    seconds: 1,
    p50Ms: 1,
    p99Ms: 2,
    micros: 3,
    serverMicros: 4,
    databaseMicros: 5,
  };
}

// The machine was twice as fast in the second round.
const samples = [
  aSample("noop", 1, 1000),
  aSample("start", 1, 650),
  aSample("right", 1, 500),
  aSample("noop", 2, 2000),
  aSample("start", 2, 1300),
  aSample("right", 2, 1000),
];

test("calls are compared within a round, so that a machine's moods cancel out", () => {
  expect(ratios(samples, "start", "noop", 16)).toEqual([0.65, 0.65]);
  expect(ratios(samples, "start", "floor", 16)).toEqual([]);
});

test("a start and its check together take as long as both", () => {
  expect(callTable(samples)).toMatch(/\| start \+ correct check +\| +16 \| +424 \|/);
});

describe("a verdict", () => {
  test("says what holds and what does not", () => {
    const lines = verdicts(samples, { start: 1, check: 2 });
    expect(lines.map((line) => line.slice(0, 8))).toEqual(["✓ start:", "✗ check,", "✓ 3.00 s"]);
    expect(verdicts(samples, { start: 1, check: 2.5 }).at(-1)).toMatch(/^✗ 3.50/);
  });

  describe("on databases of several sizes", () => {
    const costing = (factor: number) =>
      samples.map((s) => ({
        ...s,
        serverMicros: s.serverMicros * factor,
        databaseMicros: s.databaseMicros * factor,
      }));
    const of = (...factors: number[]) =>
      rowsVerdicts([
        { rows: 100, samples },
        ...factors.map((factor, index) => ({ rows: 1000 * (index + 1), samples: costing(factor) })),
      ]);

    test("wants every size neither more expensive nor cheaper than the smallest", () => {
      expect(of(1.05)).toEqual([
        "✓ start with 1000 verifications: 105 % of the CPU with 100 (rounds: 105 % to 105 %; to reach: within 10 %)",
        expect.stringMatching(/^✓ check, correct code with 1000/),
        "✓ flat within 10 %: yes",
      ]);
      expect(
        of(1.05, 1.2)
          .map((line) => line[0])
          .join(""),
      ).toBe("✓✓✗✗✗");
      expect(of(1.05, 1.2).at(-1)).toBe("✗ flat within 10 %: no");
      expect(of(0.8).at(-1)).toBe("✗ flat within 10 %: no");
    });

    test("does not guess without the database's CPU time", () => {
      expect(of(Number.NaN)).toEqual([expect.stringContaining("flat within 10 %: unknown")]);
    });
  });
});
