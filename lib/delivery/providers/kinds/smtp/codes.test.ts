import { describe, expect, test } from "vitest";
import { smtp } from ".";
import { codeOf } from "./codes";

/** How many details each subject of the IANA registry has: X.1.0 to X.1.10 and so on. */
const registry: [subject: number, last: number][] = [
  [0, 0],
  [1, 10],
  [2, 4],
  [3, 5],
  [4, 7],
  [5, 6],
  [6, 9],
  [7, 30],
];
/** X.1.5 and X.1.9 only occur with successes. */
const successes = ["1.5", "1.9"];

const registered = registry
  .flatMap(([subject, last]) => Array.from({ length: last + 1 }, (_, detail) => `${subject}.${detail}`))
  .filter((code) => !successes.includes(code));

describe("the explanation of a code", () => {
  test("exists for every registered status", () => {
    for (const code of registered) {
      expect(smtp.explainCode(`5.${code}`), code).toMatch(/^[A-Z][^.]+\. [A-Z][^.]+\.$/);
      expect(smtp.explainCode(`4.${code}`), code).toMatch(/^[A-Z][^.]+\. If all retries fail, [a-z][^.]+\.$/);
    }
    // Each has a meaning of its own.
    expect(new Set(registered.map((code) => smtp.explainCode(`5.${code}`))).size).toBe(registered.length);
  });

  test.each([421, 450, 451, 452, 454, 501, 530, 535, 550, 551, 552, 553, 554, 556])(
    "exists for %d",
    (code) => {
      expect(smtp.explainCode(String(code))).toMatch(/^[A-Z].*\.$/);
    },
  );

  test("says what it means and what to do", () => {
    expect(smtp.explainCode("5.1.1")).toBe(
      "The mailbox does not exist. Ask the person for a different address.",
    );
    expect(smtp.explainCode("4.2.2")).toBe(
      "The mailbox is full. If all retries fail, ask the person to make room, or for a different address.",
    );
  });

  test.each([
    ["5.1.99", "5.1.0"],
    ["5.7.606", "5.7.0"],
    ["4.9.1", "4.0.0"],
  ])("of the unknown %s is the one of %s", (unknown, known) => {
    expect(smtp.explainCode(unknown)).toBe(smtp.explainCode(known));
  });

  test.each(["", "2.1.5", "250", "5.1", "5.1.1.1", "599", "constructor"])("does not exist for %j", (code) => {
    expect(smtp.explainCode(code)).toBeUndefined();
  });
});

test.each([
  ["550 5.1.1 user unknown", "5.1.1"],
  ["550-5.7.26 unauthenticated\n550 5.7.26 more", "5.7.26"],
  ["550 #5.1.0 address rejected", "5.1.0"],
  ["554 5.7.1: relay access denied", "5.7.1"],
  ["550 user unknown", "550"],
  ["554 5.188.10.2 is blocked", "554"],
  ["421", "421"],
  ["connection lost", undefined],
])("the code of %j is %s", (reply, code) => {
  expect(codeOf(reply)).toBe(code);
});
