import { and, asc, desc, eq, inArray, lt, or, sql } from "drizzle-orm";
import { type SocialProfile, socialAccounts } from "@/drizzle/schema";
import { db, type Tx } from "@/lib/db";
import { newNumber } from "@/lib/id";
import type { Page } from "../repository";
import type { SocialAccount } from "../user";

const a = socialAccounts;

export interface AccountPlace {
  projectId: string;
  userId: string;
  socialAccountId: string;
}

const isAt = ({ projectId, userId, socialAccountId }: AccountPlace) =>
  and(eq(a.projectId, projectId), eq(a.userId, userId), eq(a.id, socialAccountId));

/** The accounts of several users, in the order they came. */
export async function listRowsOf(userIds: readonly string[], tx: Tx): Promise<SocialAccount[]> {
  return tx
    .select()
    .from(a)
    .where(inArray(a.userId, [...userIds]))
    .orderBy(asc(a.createdAt), asc(a.id));
}

/** A user's accounts, newest first. */
export async function listAccountRows(
  projectId: string,
  userId: string,
  page: Page,
): Promise<SocialAccount[]> {
  const { before } = page;
  return db()
    .select()
    .from(a)
    .where(
      and(
        eq(a.projectId, projectId),
        eq(a.userId, userId),
        before &&
          or(lt(a.createdAt, before.createdAt), and(eq(a.createdAt, before.createdAt), lt(a.id, before.id))),
      ),
    )
    .orderBy(desc(a.createdAt), desc(a.id))
    .limit(page.limit);
}

export async function findAccountRow(place: AccountPlace): Promise<SocialAccount | undefined> {
  const [row] = await db().select().from(a).where(isAt(place));
  return row;
}

export interface NewAccount {
  id: string;
  projectId: string;
  userId: string;
  provider: string;
  issuer: string | null;
  subject: string;
  profile: SocialProfile;
}

/** Adds an account that a backend vouches for. Undefined if somebody of the project has it: `findHolder` says who. */
export async function insertAsserted(tx: Tx, account: NewAccount): Promise<SocialAccount | undefined> {
  const asserted = { number: newNumber(), evidence: "asserted" as const, verifiedAt: sql`now()` };
  const [row] = await tx
    .insert(a)
    .values({ ...account, ...asserted })
    .onConflictDoNothing({ target: [a.projectId, a.provider, a.subject] })
    .returning();
  return row;
}

/** Whose account it is. Undefined if it is nobody's any more. */
export async function findHolder(
  tx: Tx,
  { projectId, provider, subject }: Pick<NewAccount, "projectId" | "provider" | "subject">,
): Promise<string | undefined> {
  const [row] = await tx
    .select({ userId: a.userId })
    .from(a)
    .where(and(eq(a.projectId, projectId), eq(a.provider, provider), eq(a.subject, subject)));
  return row?.userId;
}

export async function deleteAccountRow(tx: Tx, place: AccountPlace): Promise<SocialAccount | undefined> {
  const [row] = await tx.delete(a).where(isAt(place)).returning();
  return row;
}
