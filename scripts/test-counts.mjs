import { read } from "./lock.mjs";

/** A step that is one test: it passed or it did not. */
export const countOne = (isPassed) => ({ passed: isPassed ? 1 : 0, failed: isPassed ? 0 : 1, skipped: 0 });

/** Reads vitest's JSON report. A run that failed without a failed test (a file that does not load) counts as one. */
export function countVitest(file, isPassed) {
  const report = read(file);
  if (!report) return countOne(isPassed);
  const skipped = report.numPendingTests + report.numTodoTests;
  return atLeastOneFailed(
    { passed: report.numPassedTests, failed: report.numFailedTests, skipped },
    isPassed,
  );
}

/** Reads Playwright's JSON report. A journey that passed only when repeated ("flaky") counts as passed. */
export function countPlaywright(file, isPassed) {
  const stats = read(file)?.stats;
  if (!stats) return countOne(isPassed);
  const { expected, flaky, unexpected, skipped } = stats;
  return atLeastOneFailed({ passed: expected + flaky, failed: unexpected, skipped }, isPassed);
}

function atLeastOneFailed(counts, isPassed) {
  return isPassed || counts.failed ? counts : { ...counts, failed: 1 };
}

/** The closing line: `12 passed, 0 failed`, and the skipped ones if there are any. */
export function closingLine(all) {
  const sum = (name) => all.reduce((total, counts) => total + counts[name], 0);
  const skipped = sum("skipped");
  return `${sum("passed")} passed, ${sum("failed")} failed${skipped ? `, ${skipped} skipped` : ""}`;
}
