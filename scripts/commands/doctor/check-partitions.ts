import { partitionDays } from "@/lib/boot";
import { measurePartitions, type PartitionState } from "@/lib/db";
import { addDays } from "@/lib/time";
import { type Finding, passed, warning } from "./finding";

const about = "Partitions";
const mostCounted = 10_000;

export async function checkPartitions(): Promise<Finding[]> {
  return [judgePartitions(await measurePartitions(mostCounted), new Date())];
}

export function judgePartitions(states: readonly PartitionState[], now: Date): Finding {
  const named = (which: (state: PartitionState) => boolean) =>
    states
      .filter(which)
      .map(({ table }) => table)
      .join(", ");
  const running = "Check that a server runs, and its log: it adds and drops partitions every ten minutes.";

  const uncovered = named(({ until }) => until === null || until < addDays(now, 14));
  if (uncovered) return warning(about, `There are none for the next two weeks: ${uncovered}.`, running);

  const kept = named(({ table, oldestEnd }) => oldestEnd! < addDays(now, -partitionDays[table] - 1));
  if (kept) return warning(about, `Old ones were not dropped: ${kept}.`, running);

  const stray = named(({ strayRows }) => strayRows > 0);
  if (stray)
    return warning(
      about,
      `Rows have ids of a time without a partition: ${stray}.`,
      "A server's clock was wrong. The rows work like others, and are deleted when they are old.",
    );
  return passed(about, "There is one for every month, and old ones are dropped.");
}
