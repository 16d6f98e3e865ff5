import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { env } from "@/lib/env";

export type Db = PostgresJsDatabase;
/** A transaction, or the pool if none is needed. */
export type Tx = Pick<
  Db,
  "select" | "insert" | "update" | "delete" | "execute" | "with" | "$with" | "transaction"
>;

interface Pool {
  client: postgres.Sql;
  db: Db;
}

// Pages, routes and instrumentation each load this module separately and must share one pool.
const place = globalThis as typeof globalThis & { countersignPool?: Pool };

function open(options: postgres.Options<Record<string, never>> = {}): Pool {
  // postgres.js pipelines on each connection: more than about ten only adds switching (docs/performance.md).
  const client = postgres(env.DATABASE_URL, {
    max: 10,
    fetch_types: false,
    connect_timeout: 10,
    onnotice: () => {},
    connection: {
      application_name: "countersign",
      TimeZone: "UTC",
      // The hot statements are large and always have the same best plan. Planning costs more than running them.
      plan_cache_mode: "force_generic_plan",
      // All of them find rows by index. While a table is small, or its statistics are, the planner would read it whole.
      enable_seqscan: "off",
      // The cost of a plan without an index would make PostgreSQL compile it, for longer than it runs.
      jit: "off",
    },
    ...options,
  });
  return { client, db: drizzle(client) };
}

/** This process's pool. It connects on the first statement. */
export function db(): Db {
  place.countersignPool ??= open();
  return place.countersignPool.db;
}

/** Closes all connections after running statements have finished. */
export async function closeDb(): Promise<void> {
  const pool = place.countersignPool;
  delete place.countersignPool;
  await pool?.client.end({ timeout: 5 });
}

/** Replaces this process's pool by one with other options, for tests that observe it. */
export async function reopenDb(options: postgres.Options<Record<string, never>>): Promise<void> {
  await closeDb();
  place.countersignPool = open(options);
}

/** A separate connection, for session-level advisory locks, which a pool cannot hold. */
export async function withOwnConnection<T>(run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(env.DATABASE_URL, { max: 1, fetch_types: false, onnotice: () => {} });
  try {
    return await run(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
