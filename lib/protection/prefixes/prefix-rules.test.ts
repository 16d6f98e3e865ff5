import { describe, expect, it } from "vitest";
import { blockOf } from "./number-prefixes";
import { type History, judgeDestination, type Pause } from "./prefix-rules";

it.each([
  ["+447400123456", "+447400"],
  ["+4915123456789", "+491512"],
  ["+994501234567", "+994501"],
  ["+12125550123", "+12125"],
  ["+79161234567", "+79161"],
  ["+6881", null],
])("%s is in the block %s", (number, block) => {
  expect(blockOf(number)).toBe(block);
});

const number = "+994501234567";
const azerbaijani = { number, country: "AZ" };

function judge(
  pauses: Partial<Pause>[],
  histories: Record<string, Partial<History>> = {},
  isCountryQuiet = false,
) {
  const full = pauses.map(
    (pause): Pause => ({
      ...{ prefix: "+994501", kind: "block", reason: "conversion", secondsLeft: 600, isProbed: false },
      numbers: { sent: 24, verified: 0 },
      ...pause,
    }),
  );
  return judgeDestination(azerbaijani, {
    isCountryQuiet,
    pauses: new Map(full.map((pause) => [pause.prefix, pause])),
    histories: new Map(
      Object.entries(histories).map(([prefix, history]) => [
        prefix,
        { busiestHour: 0, verified: 0, ...history },
      ]),
    ),
  });
}
const velocities = (judged: ReturnType<typeof judge>) => judged.volumes.map(({ key, max }) => [key, max]);

describe("velocity", () => {
  it("limits a new block, its country and all that is unfamiliar together", () => {
    expect(velocities(judge([]))).toEqual([
      ["+994501", 30],
      ["AZ", 60],
      ["unfamiliar", 60],
    ]);
  });

  it("grows with the messages that were verified, and judges a familiar block alone", () => {
    expect(velocities(judge([], { "+994501": { busiestHour: 20, verified: 100 } }))).toEqual([
      ["+994501", 80],
    ]);
  });

  it("leaves busy prefixes alone", () => {
    expect(velocities(judge([], { "+994501": { busiestHour: 200, verified: 9000 } }))).toEqual([]);
  });
});

describe("a paused prefix", () => {
  it("refuses its numbers and says why", () => {
    expect(judge([{}]).finding).toEqual({
      rule: "prefix_paused",
      key: "+994501",
      explanation: "Messages to +994501 are paused, because only 0 of 24 led to a verification.",
      numbers: { sent: 24, verified: 0 },
      retryAfterSeconds: 600,
    });
  });

  it("lets probes pass after the pause", () => {
    const { finding, volumes } = judge([{ isProbed: true }]);
    expect(finding).toBeNull();
    expect(volumes[0]).toMatchObject({ rule: "prefix_paused", key: "+994501", max: 3 });
  });

  it.each([
    ["a country", { prefix: "AZ", kind: "country" }, "country_paused"],
    ["a sequence", { prefix: "+994501234", kind: "range", reason: "sequence" }, "sequential_numbers"],
    ["all that is unfamiliar", { prefix: "unfamiliar", kind: "unfamiliar" }, "prefix_paused"],
  ] as const)("can be %s", (_, pause, rule) => {
    expect(judge([pause]).finding?.rule).toBe(rule);
  });

  it("does not refuse the first people of a country because of what is unfamiliar elsewhere", () => {
    const pause = { prefix: "unfamiliar", kind: "unfamiliar" } as const;
    expect(judge([pause], {}, true).finding).toBeNull();
    expect(judge([{ prefix: "AZ", kind: "country" }], {}, true).finding?.rule).toBe("country_paused");
  });

  it("does not refuse familiar blocks because of their country, unless a person paused that", () => {
    const familiar = { "+994501": { verified: 3 } };
    expect(judge([{ prefix: "AZ", kind: "country" }], familiar).finding).toBeNull();
    expect(judge([{ prefix: "unfamiliar", kind: "unfamiliar" }], familiar).finding).toBeNull();
    expect(judge([{ prefix: "AZ", kind: "country", reason: "manual" }], familiar).finding?.rule).toBe(
      "country_paused",
    );
  });
});
