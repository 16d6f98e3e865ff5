import { sql } from "drizzle-orm";
import journal from "@/drizzle/migrations/meta/_journal.json";
import { type Db, db } from "./client";

/** `unmigrated`: reachable, but behind the migrations that this process was built with. */
export type Readiness = "ready" | "unreachable" | "unmigrated";

/** When the last migration was made: Drizzle keeps this instant with each that it applied. */
const newest = Math.max(...journal.entries.map(({ when }) => when));

/**
 * Whether the database can serve this process. A silent database counts as unreachable after `timeoutMs`. One that is
 * ahead is ready: during an update the old processes go on.
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
