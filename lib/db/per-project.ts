import { isDistributed } from "./citus";

/**
 * Runs a statement for rows of any projects: once for all of them or, on Citus, once for each project, because a statement runs on
 * one server. Results come in any order.
 */
export async function perProject<Row extends { projectId: string }, Result>(
  rows: readonly Row[],
  run: (rows: readonly Row[], projectId: string) => Promise<Result[]>,
): Promise<Result[]> {
  if (rows.length === 0) return [];
  if (!isDistributed()) return run(rows, rows[0]!.projectId);
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.projectId, [...(groups.get(row.projectId) ?? []), row]);
  const results = await Promise.all(Array.from(groups, ([projectId, group]) => run(group, projectId)));
  return results.flat();
}
