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
