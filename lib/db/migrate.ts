import { resolve } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import { withOwnConnection } from "./client";

/** Any number, but the same in every process. Held while migrating, so that only one process migrates. */
const migrationLock = 7_267_001;

/** Applies pending migrations. Safe to run from several processes at once. */
export async function migrate(): Promise<void> {
  await withOwnConnection(async (sql) => {
    await sql`select pg_advisory_lock(${migrationLock}::bigint)`;
    await applyMigrations(drizzle(sql), { migrationsFolder: resolve(process.cwd(), "drizzle/migrations") });
  });
}
