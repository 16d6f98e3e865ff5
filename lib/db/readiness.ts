import { sql } from "drizzle-orm";
import journal from "@/drizzle/migrations/meta/_journal.json";
import { type Db, db } from "./client";

/**
 * `unmigrated`: reachable, but some of this build's migrations are not applied. `read_only`: reachable, but a standby, or a
 * server that accepts no writes for another reason.
 */
export type Readiness = "ready" | "unreachable" | "unmigrated" | "read_only";

/** The creation time of the last migration, which Drizzle stores with each applied one. */
const newest = Math.max(...journal.entries.map(({ when }) => when));

/**
 * Whether the database can serve this process. It counts as unreachable after `timeoutMs` without a response. A newer schema
 * is ready, so that old processes keep running during an update.
 */
export async function readiness(timeoutMs = 2000, on: Db = db()): Promise<Readiness> {
  const applied = await Promise.race([lastApplied(on), silence(timeoutMs)]);
  if (typeof applied === "string") return applied;
  return applied >= newest ? "ready" : "unmigrated";
}

async function lastApplied(on: Db): Promise<number | "unreachable" | "read_only"> {
  const found = await on
    .execute<{ isReadOnly: boolean; table: string | null }>(
      sql`select current_setting('transaction_read_only')::bool as "isReadOnly",
        to_regclass('drizzle.__drizzle_migrations')::text as table`,
    )
    .catch(() => null);
  if (!found) return "unreachable";
  if (found[0]!.isReadOnly) return "read_only";
  if (!found[0]!.table) return 0;
  const rows = await on
    .execute<{ at: string }>(sql`select coalesce(max(created_at), 0) as at from drizzle.__drizzle_migrations`)
    .catch(() => null);
  return rows ? Number(rows[0]!.at) : "unreachable";
}

function silence(ms: number): Promise<"unreachable"> {
  return new Promise((resolve) => setTimeout(resolve, ms, "unreachable").unref());
}
