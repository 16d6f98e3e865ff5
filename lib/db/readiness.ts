import { sql } from "drizzle-orm";
import journal from "@/drizzle/migrations/meta/_journal.json";
import { type Db, db } from "./client";

/** `unmigrated`: reachable, but some of this build's migrations are not applied. */
export type Readiness = "ready" | "unreachable" | "unmigrated";

/** The creation time of the last migration, which Drizzle stores with each applied one. */
const newest = Math.max(...journal.entries.map(({ when }) => when));

/**
 * Whether the database can serve this process. It counts as unreachable after `timeoutMs` without a response. A newer schema
 * is ready, so that old processes keep running during an update.
 */
export async function readiness(timeoutMs = 2000, on: Db = db()): Promise<Readiness> {
  const applied = await Promise.race([lastApplied(on), silence(timeoutMs)]);
  if (applied === "unreachable") return applied;
  return applied >= newest ? "ready" : "unmigrated";
}

async function lastApplied(on: Db): Promise<number | "unreachable"> {
  const table = await on
    .execute<{ name: string | null }>(sql`select to_regclass('drizzle.__drizzle_migrations')::text as name`)
    .catch(() => null);
  if (!table) return "unreachable";
  if (!table[0]?.name) return 0;
  const rows = await on
    .execute<{ at: string }>(sql`select coalesce(max(created_at), 0) as at from drizzle.__drizzle_migrations`)
    .catch(() => null);
  return rows ? Number(rows[0]!.at) : "unreachable";
}

function silence(ms: number): Promise<"unreachable"> {
  return new Promise((resolve) => setTimeout(resolve, ms, "unreachable").unref());
}
