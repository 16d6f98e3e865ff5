import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import { env } from "@/lib/env";
import { detectCitus, isDistributed } from "./citus";
import { type Connected, connect, withConnection } from "./connect";
import { detectPooling, type Pooling } from "./pooler";
import { withTimeout } from "./statement-timeout";

export type Db = PostgresJsDatabase;
/** A transaction, or the pool if none is needed. */
export type Tx = Pick<
  Db,
  | "select"
  | "selectDistinctOn"
  | "insert"
  | "update"
  | "delete"
  | "execute"
  | "with"
  | "$with"
  | "transaction"
>;

interface Pool {
  connected: Connected;
  db: Db;
}

// Pages, routes and instrumentation each load this module separately and must share one pool.
const place = globalThis as typeof globalThis & { countersignPool?: Pool; countersignPooling?: Pooling };

const direct: Pooling = { isPooled: false, prepares: true };

/** PostgreSQL's settings for our connections. Behind a pooler, the role needs them (`npm run doctor` says how). */
export const sessionSettings = () => ({
  // The hot statements are large and always have the same best plan. Planning costs more than running them. Only Citus has to know
  // the project before it can plan.
  plan_cache_mode: isDistributed() ? "auto" : "force_generic_plan",
  // All of them find rows by index. While a table is small, or was when it was analyzed, the planner would read all of it.
  enable_seqscan: "off",
  // The cost of a plan without an index would make PostgreSQL compile it, for longer than it runs.
  jit: "off",
});

/** PostgreSQL itself ends a statement that no one waits for any more. Longer than a batch of retention takes. */
const longestStatementMs = 30_000;

/**
 * Connections of this process. postgres.js pipelines on each: more than about ten only adds switching
 * (docs/performance.md). Many processes share sixty, because PostgreSQL accepts a hundred by default.
 */
function poolSize(): number {
  return Math.max(2, Math.min(10, Math.floor(60 / env.COUNTERSIGN_PROCESSES)));
}

function open(options: postgres.Options<Record<string, never>> = {}): Pool {
  const pooling = place.countersignPooling ?? direct;
  const connected = connect(env.DATABASE_URL, env.DATABASE_TIMEOUT_SECONDS, {
    max: poolSize(),
    prepare: pooling.prepares,
    connection: {
      application_name: "countersign",
      TimeZone: "UTC",
      // PgBouncer refuses sessions that ask for settings it does not know.
      ...(!pooling.isPooled && { ...sessionSettings(), statement_timeout: longestStatementMs }),
    },
    ...options,
  });
  return { connected, db: drizzle(withTimeout(connected, env.DATABASE_TIMEOUT_SECONDS * 1000)) };
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
  await pool?.connected.close();
}

/** Replaces this process's pool by one with other options, for tests that observe it. */
export async function reopenDb(options: postgres.Options<Record<string, never>>): Promise<void> {
  await closeDb();
  place.countersignPool = open(options);
}

/**
 * Finds out whether `DATABASE_URL` leads to a pooler or to Citus, before our pool is opened. Without this call, our pool assumes
 * that it is a single PostgreSQL. Throws if the database cannot be reached.
 */
export async function preparePool(): Promise<Pooling> {
  if (!place.countersignPooling) {
    place.countersignPooling = await detectPooling();
    await detectCitus(env.DIRECT_DATABASE_URL ?? env.DATABASE_URL);
    await closeDb();
  }
  return place.countersignPooling;
}

/** A connection of its own, to PostgreSQL itself if `DIRECT_DATABASE_URL` says where that is. */
export function withOwnConnection<T>(run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  return withConnection(env.DIRECT_DATABASE_URL ?? env.DATABASE_URL, run);
}
