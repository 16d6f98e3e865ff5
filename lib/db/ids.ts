import { type SQL, sql } from "drizzle-orm";

const milliseconds = (instant: SQL) =>
  sql`lpad(to_hex((extract(epoch from ${instant}) * 1000)::bigint), 12, '0')`;

/** An SQL expression for a new id like those of `newId` (lib/id.ts), for statements that insert any number of rows. */
export const newIdInSql = sql`(${milliseconds(sql`now()`)} || '70' || substr(replace(gen_random_uuid()::text, '-', ''), 15))::uuid`;

/**
 * The lowest id of an instant. Ids begin with their time, so the primary key finds old rows, and hot tables need no index by
 * age. Process clocks make ids, so allow for a difference to `created_at`, and compare that as well.
 */
export function firstIdAt(instant: SQL): SQL {
  return sql`(${milliseconds(instant)} || repeat('0', 20))::uuid`;
}
