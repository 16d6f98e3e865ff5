import { and, eq } from "drizzle-orm";
import { userPasswords, users } from "@/drizzle/schema";
import { db, type Tx } from "@/lib/db";

/** The hash of a user's password. Null if there is no user or no password. */
export async function findHash(projectId: string, userId: string): Promise<string | null> {
  const [row] = await db()
    .select({ hash: userPasswords.hash })
    .from(userPasswords)
    .innerJoin(users, eq(users.id, userPasswords.userId))
    .where(and(eq(users.id, userId), eq(users.projectId, projectId)));
  return row?.hash ?? null;
}

/** The user must be locked, or new. */
export async function keepHash(tx: Tx, userId: string, hash: string): Promise<void> {
  await tx
    .insert(userPasswords)
    .values({ userId, hash })
    .onConflictDoUpdate({ target: userPasswords.userId, set: { hash } });
}

/** The same, unless there is one already. */
export async function keepFirstHash(tx: Tx, userId: string, hash: string): Promise<boolean> {
  const inserted = await tx
    .insert(userPasswords)
    .values({ userId, hash })
    .onConflictDoNothing()
    .returning({ userId: userPasswords.userId });
  return inserted.length > 0;
}

/** Replaces a hash, unless another call has changed it. */
export async function replaceHash(userId: string, { from, to }: { from: string; to: string }): Promise<void> {
  await db()
    .update(userPasswords)
    .set({ hash: to })
    .where(and(eq(userPasswords.userId, userId), eq(userPasswords.hash, from)));
}
