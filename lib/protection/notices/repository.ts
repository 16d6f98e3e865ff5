import { sql } from "drizzle-orm";
import { budgets } from "@/drizzle/schema";
import { db } from "@/lib/db";

/** Whether a notice with this key may be sent. True once in the given time, for one of all processes. */
export async function claimNotice(projectId: string, key: string, everySeconds: number): Promise<boolean> {
  const claimed = await db().execute(sql`
    insert into ${budgets} (project_id, kind, key, instants, capacity, empty_at)
    values (${projectId}, 'send', ${`notice/${key}`}, array[now()], 1, now() + make_interval(secs => ${everySeconds}))
    on conflict (project_id, kind, key) do update set instants = excluded.instants, empty_at = excluded.empty_at
      where ${budgets.emptyAt} <= now()
    returning 1`);
  return claimed.length > 0;
}
