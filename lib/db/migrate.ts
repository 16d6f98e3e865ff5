import { resolve } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import { withOwnConnection } from "./client";
import { withLock } from "./locks";

/** Applies pending migrations. Safe to run from several processes at once. */
export async function migrate(): Promise<void> {
  const migrationsFolder = resolve(process.cwd(), "drizzle/migrations");
  await withLock("migration", () =>
    withOwnConnection((sql) => applyMigrations(drizzle(sql), { migrationsFolder })),
  );
}
