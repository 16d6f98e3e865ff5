import { sql } from "drizzle-orm";
import { budgets } from "@/drizzle/schema";
import { db } from "@/lib/db";

/**
 * Deletes the budgets of these subjects: guess budgets have the subject as key, send limits have keys that end with it.
 * Returns the number of deleted rows.
 */
export async function deleteBudgets(projectId: string, subjects: readonly string[]): Promise<number> {
  const deleted = await db().execute(sql`
    delete from ${budgets} b using jsonb_array_elements_text(${JSON.stringify(subjects)}::jsonb) as subject(key)
    where b.project_id = ${projectId} and (
      b.kind = 'guess' and b.key = subject.key
      or b.kind = 'send' and b.key like 'recipient/%' and regexp_replace(b.key, '^recipient/[0-9]+/', '') = subject.key)
    returning 1`);
  return deleted.length;
}
