import { sql } from "drizzle-orm";
import { hourlyRefusals } from "@/drizzle/schema";
import { arrayLiteral, db } from "@/lib/db";

export interface RefusalCount {
  projectId: string;
  reason: string;
  count: number;
}

/** Adds what a process has counted to the current hour. */
export async function addRefusalCounts(counts: readonly RefusalCount[]): Promise<void> {
  const column = (of: (count: RefusalCount) => string | number, type: "uuid" | "text" | "int") =>
    sql`${arrayLiteral(counts.map(of))}::${sql.raw(type)}[]`;
  await db().execute(sql`
    insert into ${hourlyRefusals} (project_id, hour, reason, count)
    select project_id, date_trunc('hour', now(), 'UTC'), reason, count
    from unnest(${column((one) => one.projectId, "uuid")}, ${column((one) => one.reason, "text")}, ${column((one) => one.count, "int")})
      as counted(project_id, reason, count)
    -- Parallel writers lock rows in one order.
    order by 1, 3
    on conflict (project_id, hour, reason) do update set count = ${hourlyRefusals.count} + excluded.count`);
}
