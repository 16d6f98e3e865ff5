import { and, eq, sql } from "drizzle-orm";
import { identifiers, users } from "@/drizzle/schema";
import { db, prepared } from "@/lib/db";
import type { UserIdentifier } from "../user";

/** A user without identifiers and social accounts. */
export type UserRow = typeof users.$inferSelect;

const selectUser = prepared<{ projectId: string; number: string }, UserRow>((db) =>
  db
    .select()
    .from(users)
    .where(
      and(
        eq(users.projectId, sql.placeholder("projectId")),
        eq(users.number, sql`${sql.placeholder("number")}::bigint`),
      ),
    )
    .prepare("find_user_by_number"),
);

export async function findUserRowByNumber(projectId: string, number: bigint): Promise<UserRow | undefined> {
  const [row] = await selectUser({ projectId, number: number.toString() });
  return row;
}

export async function findIdentifierRowByNumber(
  projectId: string,
  userId: string,
  number: bigint,
): Promise<UserIdentifier | undefined> {
  const [row] = await db()
    .select()
    .from(identifiers)
    .where(
      and(
        eq(identifiers.projectId, projectId),
        eq(identifiers.userId, userId),
        eq(identifiers.number, number),
      ),
    );
  return row;
}
