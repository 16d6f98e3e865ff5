import { sql } from "drizzle-orm";
import { db } from "./client";

/** How many connections all our processes have to this database, by what they do: `active`, `idle`, … */
export async function countConnections(): Promise<Record<string, number>> {
  const rows = await db().execute<{ state: string; count: number }>(sql`
    select coalesce(state, 'unknown') as state, count(*)::int as count from pg_stat_activity
    where application_name = 'countersign' and datname = current_database() group by 1`);
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}
