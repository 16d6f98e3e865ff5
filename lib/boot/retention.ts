import { tryWithLock } from "@/lib/db";
import { errorFields, log } from "@/lib/log";
import { countOver, deleteBatch, retentionClasses } from "./repository";

const batch = 5000;
const everyMs = 10 * 60 * 1000;

/** Deletes rows according to their retention rules. Null if another process is doing it. */
export async function runRetention(): Promise<Record<string, number> | null> {
  return tryWithLock("retention", async () => {
    const counts: Record<string, number> = {};
    for (const name of retentionClasses) {
      let deleted: number;
      do {
        deleted = await deleteBatch(name, batch);
        counts[name] = (counts[name] ?? 0) + deleted;
      } while (deleted === batch);
    }
    return counts;
  });
}

/** Runs retention every ten minutes, the first time after one minute. Returns a function that stops it. */
export function startRetention(): () => void {
  const run = () =>
    runRetention().then(
      (counts) => {
        for (const [outcome, count] of Object.entries(counts ?? {}))
          if (count > 0) log.info("Retention deleted rows.", { outcome, count });
      },
      (error) => log.warn("Retention failed and will be tried again.", { error: errorFields(error) }),
    );
  const timers = [setTimeout(run, 60_000), setInterval(run, everyMs)];
  for (const timer of timers) timer.unref();
  return () => timers.forEach(clearTimeout);
}

/** The number of expired rows per class, counted up to `most`. A few are normal between two runs. */
export async function measureOverdue(most: number): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of retentionClasses) counts[name] = await countOver(name, most);
  return counts;
}
