import { type AnyColumn, type SQL, sql } from "drizzle-orm";

const milliseconds = (instant: SQL) =>
  sql`lpad(to_hex(greatest(0, extract(epoch from ${instant}) * 1000)::bigint), 12, '0')`;

/** An SQL expression for a new id like those of `newId` (lib/id.ts), for statements that insert any number of rows. */
export const newIdInSql = sql`(${milliseconds(sql`now()`)} || '70' || substr(replace(gen_random_uuid()::text, '-', ''), 15))::uuid`;

/** The lowest id of an instant. */
export function firstIdAt(instant: SQL): SQL {
  return sql`(${milliseconds(instant)} || repeat('0', 20))::uuid`;
}

/** How far apart the clocks of the processes, which create ids, and of the database, which sets `created_at`, can be. */
const slack = sql`interval '1 hour'`;

/**
 * The id is not older than the instant, with an hour's slack. Ids begin with their time: this finds the rows by their key and
 * leaves out partitions, while the exact condition, if it matters, is one on `created_at`.
 */
export function isMadeAfter(id: AnyColumn | SQL, instant: SQL): SQL {
  return sql`${id} >= ${firstIdAt(sql`${instant} - ${slack}`)}`;
}

/** The id is not newer than the instant, with an hour's slack. */
export function isMadeBefore(id: AnyColumn | SQL, instant: SQL): SQL {
  return sql`${id} < ${firstIdAt(sql`${instant} + ${slack}`)}`;
}

/**
 * The id is one of those that `ids` selects, which are read into an array first. For statements that change or lock rows of
 * partitioned tables: with `=`, `in` or a join, PostgreSQL would choose the partitions while the statement runs. Versions 18.0 to
 * 18.4 can crash in that if another statement has changed a row in the meantime (fixed by "Fix use-after-free in run-time
 * partition pruning"). An array is searched for in every partition, which costs a page or two of each one's index.
 */
export function isAnyOf(column: SQL, ids: SQL): SQL {
  return sql`${column} = any(array(${ids}))`;
}
