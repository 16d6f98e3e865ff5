import { describe, expect, it } from "vitest";
import { hour } from "@/lib/time";
import { hasCollapsed, pastConversion } from "./conversion";
import { type JudgedPrefix, judgePrefix } from "./judge-prefix";

describe("a conversion has collapsed", () => {
  it.each([
    ["nobody of ten where most did before", { sent: 10, verified: 0 }, 0.8, true],
    ["too few messages to say", { sent: 9, verified: 0 }, 0.8, false],
    ["a bad day", { sent: 40, verified: 10 }, 0.8, false],
    ["a flood beside real people", { sent: 300, verified: 20 }, 0.8, true],
    ["nobody of twenty where few ever did: that is chance", { sent: 20, verified: 0 }, 0.1, false],
    ["nobody of many where few ever did", { sent: 200, verified: 0 }, 0.1, true],
  ])("%s", (_, conversion, past, collapsed) => {
    expect(hasCollapsed(conversion, past, 1 / 8)).toBe(collapsed);
  });
});

it("compares with the prefix's own past, else the project's, else with every second message", () => {
  const few = { sent: 100, verified: 1 };
  expect(pastConversion({ sent: 100, verified: 30 }, { sent: 100, verified: 90 })).toBe(0.3);
  expect(pastConversion(few, { sent: 100, verified: 90 })).toBe(0.9);
  expect(pastConversion(few, few)).toBe(0.5);
});

describe("a prefix is judged", () => {
  const none = { sent: 0, verified: 0 };
  const calm: JudgedPrefix = {
    ...{ kind: "block", pauseReason: null, probedForSeconds: null, window: none },
    ...{ past: { sent: 1000, verified: 800 }, projectPast: none },
  };
  const unanswered = { sent: 30, verified: 0 };
  const probed: JudgedPrefix = { ...calm, pauseReason: "conversion", probedForSeconds: 600 };
  it.each<[string, Partial<JudgedPrefix>, string]>([
    ["nothing is wrong", calm, "none"],
    ["messages that nobody answers", { ...calm, window: unanswered }, "pause"],
    ["a quarter of a familiar block", { ...calm, window: { sent: 80, verified: 20 } }, "none"],
    ["a quarter of a country", { ...calm, kind: "country", window: { sent: 80, verified: 20 } }, "pause"],
    ["paused", { ...calm, pauseReason: "conversion", window: unanswered }, "none"],
    ["too few probes", { ...probed, window: { sent: 2, verified: 0 } }, "none"],
    ["no probe was answered", { ...probed, window: { sent: 3, verified: 0 } }, "pause"],
    ["one probe of three was answered", { ...probed, window: { sent: 3, verified: 1 } }, "pause"],
    ["two probes were answered", { ...probed, window: { sent: 2, verified: 2 } }, "reopen"],
    ["a day without probes", { ...probed, probedForSeconds: 25 * hour }, "reopen"],
    ["the end of a sequence", { ...probed, pauseReason: "sequence" }, "reopen"],
    ["a pause by hand", { ...probed, pauseReason: "manual", window: { sent: 3, verified: 3 } }, "none"],
  ])("%s", (_, over, action) => {
    expect(judgePrefix({ ...calm, ...over }).action).toBe(action);
  });
});
