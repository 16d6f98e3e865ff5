import { measureOverdue } from "@/lib/boot";
import { type Finding, passed, warning } from "./finding";

const about = "Retention";
/** Busy installations gather some between two runs, which are ten minutes apart. */
const usualMost = 50_000;

export async function checkRetention(): Promise<Finding[]> {
  return [judgeOverdue(await measureOverdue(usualMost + 1))];
}

export function judgeOverdue(counts: Record<string, number>): Finding {
  const behind = Object.entries(counts).filter(([, count]) => count > usualMost);
  if (behind.length === 0) return passed(about, "What is over is deleted.");
  const tables = behind.map(([name]) => name).join(", ");
  const remedy = "Check that a server runs, and its log: it deletes every ten minutes what is over.";
  return warning(about, `More than ${usualMost} rows are over and still there: ${tables}.`, remedy);
}
