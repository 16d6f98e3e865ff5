import type { Sql } from "postgres";
import { inLanes } from "./lanes";

/** An index of a table or of one partition, and how to make it again. */
interface Index {
  /** Names here are quoted for SQL where they need it. */
  table: string;
  name: string;
  isOfPartitionedTable: boolean;
  /** Of a partition: the index of the partitioned table that this is a part of. */
  parent: string | null;
  /** The statement that makes it, with ONLY for a partitioned table. */
  definition: string;
}

/** What `prepareForFilling` has dropped, to be given to `restoreAfterFilling`. */
export interface Dropped {
  tables: readonly string[];
  indexes: readonly Index[];
}

/**
 * Drops all indexes of the tables and of their partitions, with the primary and unique keys they belong to, and turns off their
 * triggers and autovacuum. A row then costs only itself, and an index that is made afterwards is sorted once.
 */
export async function prepareForFilling(sql: Sql, tables: readonly string[]): Promise<Dropped> {
  const indexes = await indexesOf(sql, tables);
  for (const table of tables) await sql`alter table ${sql(table)} disable trigger user`;
  for (const { table } of await tablesWithRows(sql, tables))
    await sql.unsafe(`alter table ${table} set (autovacuum_enabled = off)`);
  // Those of partitions go with them.
  for (const { table, name, parent, definition } of indexes) {
    if (parent !== null) continue;
    await sql.unsafe(
      isKey(definition) ? `alter table ${table} drop constraint ${name}` : `drop index ${name}`,
    );
  }
  return { tables, indexes };
}

/**
 * Makes everything again as it was, with the same names. Each connection takes one table or partition after the other, the
 * largest first, and vacuums it before it makes the indexes. The other way round, each page would be written twice: once with
 * its hint bits, which matter to checksums, and once as visible to all. `tell` is called with the share of the work that is done.
 */
export async function restoreAfterFilling(
  connections: readonly Sql[],
  { tables, indexes }: Dropped,
  tell: (share: number) => void,
): Promise<void> {
  const [sql] = connections as [Sql];
  for (const index of indexes) if (index.isOfPartitionedTable) await sql.unsafe(index.definition);

  const toBuild = indexes.filter((index) => !index.isOfPartitionedTable);
  const filled = await tablesWithRows(sql, tables);
  const total = filled.reduce((sum, { bytes }) => sum + bytes, 0) || 1;
  let done = 0;
  await inLanes(connections, filled, async (connection, { table, bytes }) => {
    const ofTable = toBuild.filter((index) => index.table === table);
    for (const statement of [`vacuum ${table}`, ...ofTable.map(({ definition }) => definition)]) {
      await connection.unsafe(statement);
      done += bytes / (1 + ofTable.length);
      tell(done / total);
    }
  });

  for (const { name, parent } of toBuild)
    if (parent !== null) await sql.unsafe(`alter index ${parent} attach partition ${name}`);
  for (const { table } of await tablesWithRows(sql, tables))
    await sql.unsafe(`alter table ${table} reset (autovacuum_enabled)`);
  for (const table of tables) await sql`alter table ${sql(table)} enable trigger user`;
}

const isKey = (definition: string) => definition.startsWith("alter table");

/** In the order in which they were made: PostgreSQL names the oldest unique index that a row violates. */
async function indexesOf(sql: Sql, tables: readonly string[]): Promise<Index[]> {
  return sql<Index[]>`
    select own.relid::regclass::text as table, quote_ident(i.relname) as name, t.relkind = 'p' as "isOfPartitionedTable",
      quote_ident(parent.relname) as parent,
      case when con.oid is null then pg_get_indexdef(i.oid) else format('alter table only %s add constraint %I %s',
        own.relid::regclass, con.conname, pg_get_constraintdef(con.oid)) end as definition
    from (${relationsOf(sql, tables)}) own
    join pg_class t on t.oid = own.relid
    join pg_index on indrelid = own.relid
    join pg_class i on i.oid = indexrelid
    left join pg_constraint con on con.conindid = i.oid and con.contype in ('p', 'u', 'x')
    left join pg_inherits on inhrelid = i.oid
    left join pg_class parent on parent.oid = inhparent
    order by i.oid`;
}

/** The tables and partitions that hold rows themselves, the largest first. */
function tablesWithRows(sql: Sql, tables: readonly string[]): Promise<{ table: string; bytes: number }[]> {
  return sql<{ table: string; bytes: number }[]>`
    select relid::regclass::text as table, pg_relation_size(relid)::float8 as bytes
    from (${relationsOf(sql, tables)}) own join pg_class t on t.oid = relid
    where relkind = 'r' order by bytes desc, relid`;
}

/** `pg_partition_tree` leaves out tables without partitions. */
const relationsOf = (sql: Sql, tables: readonly string[]) => sql`
  select name::regclass::oid as relid from string_to_table(${tables.join()}, ',') name
  union select tree.relid from string_to_table(${tables.join()}, ',') name, pg_partition_tree(name::regclass) tree`;
