import { sql } from "drizzle-orm";
import { budgets } from "@/drizzle/schema";
import { db } from "@/lib/db";

/** How much of a volume is used in its window. */
export async function readUsed(projectId: string, key: string, windowSeconds: number): Promise<number> {
  const [row] = await db().execute<{ used: number }>(sql`
    select coalesce(sum(amount), 0)::float8 as used from ${budgets}
      cross join lateral unnest(${budgets.instants}, ${budgets.amounts}) step(at, amount)
    where project_id = ${projectId} and kind = 'volume' and key = ${key} and at > now() - make_interval(secs => ${windowSeconds})`);
  return row!.used;
}
