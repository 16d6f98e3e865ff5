import { and, eq } from "drizzle-orm";
import { userPasswords, users } from "@/drizzle/schema";
import { db, type Tx } from "@/lib/db";

/** The hash of a user's password. Null if there is no user or no password. */
export async function findHash(projectId: string, userId: string): Promise<string | null> {
  const [row] = await db()
    .select({ hash: userPasswords.hash })
    .from(userPasswords)
    .innerJoin(users, and(eq(users.id, userPasswords.userId), eq(users.projectId, userPasswords.projectId)))
    .where(and(eq(users.id, userId), eq(users.projectId, projectId)));
  return row?.hash ?? null;
}

export interface PasswordHash {
  projectId: string;
  userId: string;
  hash: string;
}

const isOf = (projectId: string, userId: string) =>
  and(eq(userPasswords.projectId, projectId), eq(userPasswords.userId, userId));

/** The user must be locked, or new. */
export async function keepHash(tx: Tx, row: PasswordHash): Promise<void> {
  const replaced = await tx
    .update(userPasswords)
    .set({ hash: row.hash })
    .where(isOf(row.projectId, row.userId))
    .returning({ userId: userPasswords.userId });
  if (replaced.length === 0) await tx.insert(userPasswords).values(row);
}

/** The same, unless there is one already. */
export async function keepFirstHash(tx: Tx, row: PasswordHash): Promise<boolean> {
  const inserted = await tx
    .insert(userPasswords)
    .values(row)
    .onConflictDoNothing()
    .returning({ userId: userPasswords.userId });
  return inserted.length > 0;
}

/** Replaces a hash, unless another call has changed it. */
export async function replaceHash(
  { projectId, userId }: { projectId: string; userId: string },
  { from, to }: { from: string; to: string },
): Promise<void> {
  await db()
    .update(userPasswords)
    .set({ hash: to })
    .where(and(isOf(projectId, userId), eq(userPasswords.hash, from)));
}
