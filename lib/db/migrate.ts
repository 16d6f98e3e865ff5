import { resolve } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyPending } from "drizzle-orm/postgres-js/migrator";
import type { Sql } from "postgres";
import { withOwnConnection } from "./client";
import { withLock } from "./locks";

const migrationsFolder = resolve(process.cwd(), "drizzle/migrations");

/** Lists the migrations with their times. */
export const journalFile = resolve(migrationsFolder, "meta/_journal.json");

/** Applies pending migrations. Safe to run from several processes at once. */
export async function migrate(): Promise<void> {
  await withLock("migration", () => withOwnConnection(applyMigrations));
}

/** Applies pending migrations on one connection. The caller holds a lock. */
export async function applyMigrations(sql: Sql): Promise<void> {
  await applyPending(drizzle(sql), { migrationsFolder });
}
