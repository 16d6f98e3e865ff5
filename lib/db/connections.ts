import { sql } from "drizzle-orm";
import { db } from "./client";

/** The number of connections of all our processes to this database, by state: `active`, `idle`, … */
export async function countConnections(): Promise<Record<string, number>> {
  const rows = await db().execute<{ state: string; count: number }>(sql`
    select coalesce(state, 'unknown') as state, count(*)::int as count from pg_stat_activity
    where application_name = 'countersign' and datname = current_database() group by 1`);
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}
