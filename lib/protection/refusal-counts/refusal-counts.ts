import { BufferedCounter } from "@/lib/buffered-counter";
import { addRefusalCounts, type RefusalCount } from "./repository";

type RefusalKey = Omit<RefusalCount, "count">;

const refusals = new BufferedCounter((counted) =>
  addRefusalCounts([...counted].map(([key, count]) => ({ ...(JSON.parse(key) as RefusalKey), count }))),
);

/**
 * Counts a refusal for the project's statistics: `limit/…` by what was counted, `rule/…` by rule, `code/…` by the refusal of an
 * answer.
 */
export function countRefusal(projectId: string, reason: string): void {
  refusals.add(JSON.stringify({ projectId, reason } satisfies RefusalKey));
}

/** Writes what this process has counted. For tests: it happens once a second. */
export const flushRefusals = () => refusals.flush();
