import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { env } from "@/lib/env";

export type Db = PostgresJsDatabase;
/** A transaction, or the pool itself where none is needed. */
export type Tx = Pick<
  Db,
  "select" | "insert" | "update" | "delete" | "execute" | "with" | "$with" | "transaction"
>;

interface Pool {
  client: postgres.Sql;
  db: Db;
}

// Pages, routes and instrumentation each load this module separately; one pool must serve them all.
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
      // The hot statements have many parts and always the same best plan: planning one anew costs more than running it.
      plan_cache_mode: "force_generic_plan",
    },
    ...options,
  });
  return { client, db: drizzle(client) };
}

/** The pool of this process. It connects with the first statement. */
export function db(): Db {
  place.countersignPool ??= open();
  return place.countersignPool.db;
}

/** Ends every connection, after the statements under way. */
export async function closeDb(): Promise<void> {
  const pool = place.countersignPool;
  delete place.countersignPool;
  await pool?.client.end({ timeout: 5 });
}

/** Another pool in place of this process's, that differs in these options: for tests that listen to it. */
export async function reopenDb(options: postgres.Options<Record<string, never>>): Promise<void> {
  await closeDb();
  place.countersignPool = open(options);
}

/** One connection of its own, for session-wide advisory locks, which a pool cannot hold. */
export async function withOwnConnection<T>(run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(env.DATABASE_URL, { max: 1, fetch_types: false, onnotice: () => {} });
  try {
    return await run(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
