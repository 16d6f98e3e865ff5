import { and, asc, count, eq, isNull, or } from "drizzle-orm";
import { savedViews } from "@/drizzle/schema";
import { db } from "@/lib/db";
import { newId } from "@/lib/id";

export type SavedView = typeof savedViews.$inferSelect;

const s = savedViews;

/** An operator's own and the team's. */
const isVisibleTo = (projectId: string, operatorId: string) =>
  and(eq(s.projectId, projectId), or(isNull(s.operatorId), eq(s.operatorId, operatorId)));

/** A list's views, the oldest first. */
export async function listSavedViews(
  projectId: string,
  operatorId: string,
  list: string,
): Promise<SavedView[]> {
  return db()
    .select()
    .from(s)
    .where(and(isVisibleTo(projectId, operatorId), eq(s.list, list)))
    .orderBy(asc(s.id));
}

/** More would not fit above a list. */
const most = 50;

/** Saves a view, or restores one that was deleted by its old id, in its old place. False: there are too many. */
export async function saveView({
  id = newId(),
  ...view
}: Omit<SavedView, "id" | "createdAt"> & { id?: string }): Promise<boolean> {
  const [row] = await db().select({ count: count() }).from(s).where(eq(s.projectId, view.projectId));
  if (row!.count >= most) return false;
  await db()
    .insert(s)
    .values({ id, ...view })
    .onConflictDoNothing();
  return true;
}

/** Deletes a view that the operator sees, and returns it. */
export async function deleteSavedView(
  projectId: string,
  operatorId: string,
  id: string,
): Promise<SavedView | null> {
  const [row] = await db()
    .delete(s)
    .where(and(isVisibleTo(projectId, operatorId), eq(s.id, id)))
    .returning();
  return row ?? null;
}
