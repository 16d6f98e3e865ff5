import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";

const { closingLine, closingLines, countOne, countPlaywright, countVitest } = await import(
  path.join(import.meta.dirname, "test-counts.mjs")
);

const folder = mkdtempSync(path.join(tmpdir(), "countersign-counts-"));
afterAll(() => rmSync(folder, { recursive: true }));

function reportOf(content: object): string {
  const file = path.join(folder, "report.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const vitest = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [] };

test("the closing line adds up all parts, and names skipped tests only if there are any", () => {
  expect(closingLine([countOne(true), countOne(false, "lint")])).toBe("1 passed, 1 failed");
  expect(closingLine([countOne(true), countVitest(reportOf(vitest), true)])).toBe(
    "4 passed, 0 failed, 1 skipped",
  );
});

test("a run that failed never counts as none failed, even without a failed test or a report", () => {
  expect(countVitest(reportOf(vitest), false).failed).toBe(1);
  expect(countVitest(path.join(folder, "missing.json"), false).failed).toBe(1);
  const stats = { expected: 2, flaky: 1, unexpected: 0, skipped: 0 };
  expect(countPlaywright(reportOf({ stats }), false)).toMatchObject({ passed: 3, failed: 1, skipped: 0 });
});

test("what failed is named at the end: tests, journeys, and what could not run", () => {
  const testResults = [
    { name: "a.test.ts", status: "failed", assertionResults: [{ status: "failed", fullName: "adds" }] },
    { name: "b.test.ts", status: "failed", assertionResults: [] },
    { name: "c.test.ts", status: "passed", assertionResults: [{ status: "passed", fullName: "divides" }] },
  ];
  const journey = { file: "d.spec.ts", line: 3, title: "signs in" };
  const counts = [
    countOne(false, "lint"),
    countVitest(reportOf({ ...vitest, numFailedTests: 1, testResults }), false, "vitest"),
    countPlaywright(
      reportOf({
        stats: { expected: 1, flaky: 0, unexpected: 1, skipped: 0 },
        suites: [
          {
            suites: [
              {
                specs: [
                  { ...journey, ok: false },
                  { ...journey, ok: true },
                ],
              },
            ],
          },
        ],
      }),
      false,
    ),
    countPlaywright(path.join(folder, "missing.json"), false, "journeys"),
  ];
  expect(closingLines(counts)).toEqual([
    "Failed:",
    "  lint",
    "  a.test.ts: adds",
    "  b.test.ts",
    "  e2e/d.spec.ts:3: signs in",
    "  journeys",
    "",
    "4 passed, 4 failed, 1 skipped",
  ]);
});
