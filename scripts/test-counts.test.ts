import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";

const { closingLine, countOne, countPlaywright, countVitest } = await import(
  path.join(import.meta.dirname, "test-counts.mjs")
);

const folder = mkdtempSync(path.join(tmpdir(), "countersign-counts-"));
afterAll(() => rmSync(folder, { recursive: true }));

function reportOf(content: object): string {
  const file = path.join(folder, "report.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const vitest = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0 };

test("the closing line adds up all parts, and names skipped tests only if there are any", () => {
  expect(closingLine([countOne(true), countOne(false)])).toBe("1 passed, 1 failed");
  expect(closingLine([countOne(true), countVitest(reportOf(vitest), true)])).toBe(
    "4 passed, 0 failed, 1 skipped",
  );
});

test("a run that failed never counts as none failed, even without a failed test or a report", () => {
  expect(countVitest(reportOf(vitest), false).failed).toBe(1);
  expect(countVitest(path.join(folder, "missing.json"), false).failed).toBe(1);
  const stats = { expected: 2, flaky: 1, unexpected: 0, skipped: 0 };
  expect(countPlaywright(reportOf({ stats }), false)).toEqual({ passed: 3, failed: 1, skipped: 0 });
});
