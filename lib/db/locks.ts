import { sql } from "drizzle-orm";
import type { TransactionSql } from "postgres";
import { type Tx, withOwnConnection } from "./client";

/** What only one process may do at a time. The numbers are arbitrary, but the same in every version. */
const locks = {
  migration: 7_267_001,
  retention: 7_267_002,
  bootstrap: 7_267_003,
  partitions: 7_267_004,
  webhooks: 7_267_005,
  statistics: 7_267_006,
} as const;

/** Runs `run` while this process holds a lock. Waits for a process that holds it. */
export function withLock<T>(name: keyof typeof locks, run: () => Promise<T>): Promise<T> {
  return inTransaction(async (sql) => {
    await sql`select pg_advisory_xact_lock(${locks[name]}::bigint)`;
    return run();
  });
}

/** Runs `run` while this process holds a lock. Null, and nothing is run, if another process holds it. */
export function tryWithLock<T>(name: keyof typeof locks, run: () => Promise<T>): Promise<T | null> {
  return inTransaction(async (sql) => {
    const [row] = await sql`select pg_try_advisory_xact_lock(${locks[name]}::bigint) as held`;
    return row!.held ? run() : null;
  });
}

/** Takes a lock until the transaction ends. Waits for whoever holds it. */
export async function lock(tx: Tx, name: keyof typeof locks): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${locks[name]}::bigint)`);
}

/** Takes a lock until the transaction ends. False if another one holds it. */
export async function tryToLock(tx: Tx, name: keyof typeof locks): Promise<boolean> {
  const [row] = await tx.execute<{ held: boolean }>(
    sql`select pg_try_advisory_xact_lock(${locks[name]}::bigint) as held`,
  );
  return row!.held;
}

/**
 * The lock belongs to an open transaction, not to the session: a pooler keeps a server connection for a transaction, but
 * passes a session's lock on to whoever uses the connection next. The transaction does nothing else, so it holds up no vacuum.
 */
function inTransaction<T>(run: (sql: TransactionSql) => Promise<T>): Promise<T> {
  return withOwnConnection(async (connection) => {
    const result = await connection.begin(async (sql) => {
      await sql`set local idle_in_transaction_session_timeout = 0`;
      return { value: await run(sql) };
    });
    return result.value;
  });
}
