import { addPartitions, dropPartitions, partitionedTables, tryWithLock, withLock } from "@/lib/db";
import { errorFields, log } from "@/lib/log";
import { dataKinds, keptDays, listProjectsWithRetention, retentionMembers } from "@/lib/projects";
import { deleteSumsBefore } from "@/lib/statistics";
import { addDays } from "@/lib/time";
import { signAuditCheckpoint } from "./audit-checkpoint";
import {
  countExpired,
  deleteBatch,
  deleteOlder,
  partitionDays,
  readClock,
  retentionClasses,
} from "./repository";

const batch = 5000;
const everyMs = 10 * 60 * 1000;

/** What a run of retention did. */
export interface RetentionReport {
  /** Deleted rows, by kind. */
  deleted: Record<string, number>;
  /** Names of partitions. */
  dropped: string[];
  added: string[];
}

/**
 * Creates the partitions of the next months, deletes expired rows and what projects keep for a shorter time, drops expired
 * partitions, and signs the audit log's last entry. Null if another process is doing it. After `deadline`, an instant of
 * `performance.now()`, it deletes no further rows. The database's clock decides: a process whose own is wrong must not drop what is
 * still kept.
 */
export async function runRetention(
  deadline = Number.POSITIVE_INFINITY,
  asOf?: Date,
): Promise<RetentionReport | null> {
  return tryWithLock("retention", async () => {
    const now = asOf ?? (await readClock());
    const report: RetentionReport = { deleted: {}, dropped: [], added: await addMissingPartitions(now) };
    for (const name of retentionClasses) {
      let deleted: number;
      do {
        deleted = await deleteBatch(name, batch);
        report.deleted[name] = (report.deleted[name] ?? 0) + deleted;
      } while (deleted === batch && performance.now() < deadline);
    }
    await deleteForProjects(report, deadline);
    await deleteSumsBefore(addDays(now, -keptDays.statistics.longest));
    for (const table of partitionedTables)
      report.dropped.push(...(await dropPartitions(table, addDays(now, -partitionDays[table]))));
    await signAuditCheckpoint();
    return report;
  });
}

/** Deletes what single projects keep for a shorter time. */
async function deleteForProjects(report: RetentionReport, deadline: number): Promise<void> {
  for (const { id, retention } of await listProjectsWithRetention()) {
    for (const kind of dataKinds) {
      const days = retention[retentionMembers[kind]];
      if (days === null) continue;
      const name = `project_${kind}`;
      let deleted: number;
      do {
        deleted = await deleteOlder(id, kind, days, batch);
        report.deleted[name] = (report.deleted[name] ?? 0) + deleted;
      } while (deleted === batch && performance.now() < deadline);
    }
  }
}

/** Creates the partitions of this month and the next ones. Waits for another process that is doing it. */
export async function addMissingPartitions(now = new Date()): Promise<string[]> {
  return withLock("partitions", () => addPartitions(now));
}

/** Runs retention every ten minutes, the first time after one minute. Returns a function that stops it. */
export function startRetention(): () => void {
  const run = () =>
    runRetention().then(logRetention, (error) =>
      log.warn("Retention failed and will be tried again.", { error: errorFields(error) }),
    );
  const timers = [setTimeout(run, 60_000), setInterval(run, everyMs)];
  for (const timer of timers) timer.unref();
  return () => timers.forEach(clearTimeout);
}

export function logRetention(report: RetentionReport | null): void {
  for (const [outcome, count] of Object.entries(report?.deleted ?? {}))
    if (count > 0) log.info("Retention deleted rows.", { outcome, count });
  for (const outcome of report?.dropped ?? []) log.info("Retention dropped a partition.", { outcome });
  for (const outcome of report?.added ?? []) log.info("Added a partition.", { outcome });
}

/** The number of expired rows per class, counted up to `most`. A few are normal between two runs. */
export async function measureOverdue(most: number): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of retentionClasses) counts[name] = await countExpired(name, most);
  return counts;
}
