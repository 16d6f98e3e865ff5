import path from "node:path";
import { read } from "./lock.mjs";
import { root } from "./project.mjs";

/** @typedef {{ passed: number; failed: number; skipped: number; failures: string[] }} Counts `failures`: what failed, by name. */

/** A step that is one test: it passed or it did not. */
export const countOne = (isPassed, name) => ({
  passed: isPassed ? 1 : 0,
  failed: isPassed ? 0 : 1,
  skipped: 0,
  failures: isPassed ? [] : [name],
});

export const skippedPart = { passed: 0, failed: 0, skipped: 1, failures: [] };

/** Reads vitest's JSON report. A run that failed without a failed test (a file that does not load) counts as one. */
export function countVitest(file, isPassed, name) {
  const report = read(file);
  if (!report) return countOne(isPassed, name);
  const skipped = report.numPendingTests + report.numTodoTests;
  const failures = report.testResults.flatMap(({ name: file, status, assertionResults }) => {
    const where = path.relative(root, file);
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (status === "failed" && failed.length === 0) return [where];
    return failed.map(({ fullName }) => `${where}: ${fullName}`);
  });
  return atLeastOneFailed(
    { passed: report.numPassedTests, failed: report.numFailedTests, skipped, failures },
    isPassed,
    name,
  );
}

/** Reads Playwright's JSON report. A journey that passed only when repeated ("flaky") counts as passed. */
export function countPlaywright(file, isPassed, name) {
  const report = read(file);
  if (!report?.stats) return countOne(isPassed, name);
  const { expected, flaky, unexpected, skipped } = report.stats;
  const failures = (report.suites ?? []).flatMap(failedSpecs);
  return atLeastOneFailed(
    { passed: expected + flaky, failed: unexpected, skipped, failures },
    isPassed,
    name,
  );
}

function failedSpecs({ specs = [], suites = [] }) {
  const own = specs.filter(({ ok }) => !ok).map(({ file, line, title }) => `e2e/${file}:${line}: ${title}`);
  return [...own, ...suites.flatMap(failedSpecs)];
}

function atLeastOneFailed(counts, isPassed, name) {
  if (isPassed || counts.failed) return counts;
  return { ...counts, failed: 1, failures: counts.failures.length > 0 ? counts.failures : [name] };
}

/** The closing lines: what failed, by name, then `12 passed, 0 failed`, and the skipped ones if there are any. */
export function closingLines(all) {
  const failures = all.flatMap(({ failures }) => failures);
  return [
    ...(failures.length > 0 ? ["Failed:", ...failures.map((name) => `  ${name}`), ""] : []),
    closingLine(all),
  ];
}

/** `12 passed, 0 failed`, and the skipped ones if there are any. */
export function closingLine(all) {
  const sum = (name) => all.reduce((total, counts) => total + counts[name], 0);
  const skipped = sum("skipped");
  return `${sum("passed")} passed, ${sum("failed")} failed${skipped ? `, ${skipped} skipped` : ""}`;
}
