import type { Sql, TransactionSql } from "postgres";
import { withOwnConnection } from "./client";

/*
 * The tables that grow are partitioned by the months of their ids, which begin with their time (lib/id.ts). The primary key
 * stays as it is, a lookup by id touches one partition, and retention drops a partition instead of deleting its rows.
 * Ids outside all months, created with a wrong clock, go to the default partition.
 */

/** The column that each table is partitioned by. */
const idColumns = {
  verifications: "id",
  deliveries: "id",
  delivery_tries: "delivery_id",
  events: "id",
} as const;
export type PartitionedTable = keyof typeof idColumns;
export const partitionedTables = Object.keys(idColumns) as PartitionedTable[];

/** A partition has the ids of `from` (inclusive) to `to`. Null: from the beginning. */
export interface Partition {
  name: string;
  from: Date | null;
  to: Date;
}

/** How many months ahead partitions exist: this month and the next two always have one. */
const monthsAhead = 2;

/**
 * How long to wait for a lock that blocks other statements, because they queue behind us. Then we try again, `lockTries` times
 * in total.
 */
const lockTimeoutMs = 1000;
const lockTries = 5;

/** The partitions of a table, in order, without the default one. */
export async function partitionsOf(sql: Sql | TransactionSql, table: PartitionedTable): Promise<Partition[]> {
  const rows = await sql<{ name: string; bounds: string }[]>`
    select child.relname as name, pg_get_expr(child.relpartbound, child.oid) as bounds
    from pg_inherits join pg_class child on child.oid = inhrelid where inhparent = ${table}::regclass`;
  return rows
    .flatMap(({ name, bounds }) => {
      const match = /FROM \((?:MINVALUE|'(.{36})')\) TO \('(.{36})'\)/.exec(bounds);
      return match ? [{ name, from: match[1] ? timeOf(match[1]) : null, to: timeOf(match[2]!) }] : [];
    })
    .sort((a, b) => a.to.getTime() - b.to.getTime());
}

/** Creates the missing partitions up to two months ahead. The caller holds a lock. Returns their names. */
export async function addPartitions(now = new Date()): Promise<string[]> {
  return withOwnConnection(async (sql) => {
    const added: string[] = [];
    for (const table of partitionedTables) {
      const last = (await partitionsOf(sql, table)).at(-1);
      let from = last?.to ?? monthOf(now);
      const end = plusMonths(monthOf(now), monthsAhead + 1);
      for (; from < end; from = plusMonths(from, 1)) added.push(await addPartition(sql, table, from));
    }
    return added;
  });
}

/**
 * Drops the partitions whose ids are all older than the instant, and deletes such rows of the default partition. The caller
 * holds a lock. Returns the names of the dropped partitions.
 */
export async function dropPartitions(table: PartitionedTable, olderThan: Date): Promise<string[]> {
  return withOwnConnection(async (sql) => {
    const over = (await partitionsOf(sql, table)).filter(({ to }) => to <= olderThan);
    for (const { name } of over) {
      // Removing the files of a large table takes a while, and no other statement should wait for it.
      await withBriefLock(sql, (tx) => tx`alter table ${tx(table)} detach partition ${tx(name)}`);
      await sql`drop table ${sql(name)}`;
    }
    await sql`delete from ${sql(`${table}_default`)} where ${sql(idColumns[table])} < ${firstIdAt(olderThan)}`;
    return over.map(({ name }) => name);
  });
}

export interface PartitionState {
  table: PartitionedTable;
  /** The end of the oldest partition. Null if there is none. */
  oldestEnd: Date | null;
  /** The end of the newest partition. */
  until: Date | null;
  /** The number of rows in the default partition. */
  strayRows: number;
}

/** The state of every partitioned table. Stray rows are counted up to `most`. */
export async function measurePartitions(most: number): Promise<PartitionState[]> {
  return withOwnConnection(async (sql) => {
    const states: PartitionState[] = [];
    for (const table of partitionedTables) {
      const [stray] = await sql<{ rows: number }[]>`
        select count(*)::int as rows from (select from ${sql(`${table}_default`)} limit ${most}) stray`;
      const ends = (await partitionsOf(sql, table)).map(({ to }) => to);
      states.push({
        table,
        oldestEnd: ends[0] ?? null,
        until: ends.at(-1) ?? null,
        strayRows: stray!.rows,
      });
    }
    return states;
  });
}

/**
 * Creates the partition as a table of its own and attaches it, which locks only the default partition. Rows that went there
 * because this partition was missing are moved to it.
 */
export async function addPartition(sql: Sql, table: PartitionedTable, from: Date): Promise<string> {
  const name = `${table}_${from.toISOString().slice(0, 7).replace("-", "_")}`;
  const [first, end] = [firstIdAt(from), firstIdAt(plusMonths(from, 1))];
  await withBriefLock(sql, async (tx) => {
    const [id, byDefault] = [tx(idColumns[table]), tx(`${table}_default`)];
    await tx`create table ${tx(name)} (like ${tx(table)} including all)`;
    await tx`lock table ${byDefault} in access exclusive mode`;
    await tx`
      with moved as (delete from ${byDefault} where ${id} >= ${first} and ${id} < ${end} returning *)
      insert into ${tx(name)} select * from moved`;
    // The bounds are our own, and this statement takes no parameters.
    await tx`alter table ${tx(table)} attach partition ${tx(name)} for values from (${tx.unsafe(`'${first}'`)}) to (${tx.unsafe(`'${end}'`)})`;
  });
  return name;
}

async function withBriefLock(sql: Sql, run: (tx: TransactionSql) => Promise<unknown>): Promise<void> {
  for (let left = lockTries - 1; ; left--) {
    try {
      await sql.begin(async (tx) => {
        await tx`select set_config('lock_timeout', ${`${lockTimeoutMs}`}, true)`;
        await run(tx);
      });
      return;
    } catch (error) {
      const isLocked = error instanceof Error && "code" in error && error.code === "55P03";
      if (!isLocked || left === 0) throw error;
    }
  }
}

export function monthOf(instant: Date): Date {
  return new Date(Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth()));
}

export function plusMonths(month: Date, months: number): Date {
  return new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + months));
}

/** The lowest id of an instant. */
export function firstIdAt(instant: Date): string {
  const hex = instant.getTime().toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

function timeOf(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}
