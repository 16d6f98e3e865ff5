import { and, asc, desc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { type SocialProfile, socialAccounts } from "@/drizzle/schema";
import { db, isAfterPage, type Tx } from "@/lib/db";
import { newNumber } from "@/lib/id";
import type { Page } from "../repository";
import type { SocialAccount } from "../user";

const a = socialAccounts;

export interface AccountKey {
  projectId: string;
  userId: string;
  socialAccountId: string;
}

const isAt = ({ projectId, userId, socialAccountId }: AccountKey) =>
  and(eq(a.projectId, projectId), eq(a.userId, userId), eq(a.id, socialAccountId));

/** The accounts of several users, oldest first. */
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
    .where(and(eq(a.projectId, projectId), eq(a.userId, userId), isAfterPage(a, before)))
    .orderBy(desc(a.createdAt), desc(a.id))
    .limit(page.limit);
}

export async function findAccountRow(place: AccountKey): Promise<SocialAccount | undefined> {
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
  /** The verification that proved it. If omitted, a backend asserts it. */
  proven?: { verificationId: string; connectorId: string; rawClaims: Record<string, unknown> | null };
}

/** Adds an account. Undefined if a user of the project has it; `findHolder` finds that user. */
export async function insertAccount(
  tx: Tx,
  { proven, ...account }: NewAccount,
): Promise<SocialAccount | undefined> {
  const evidence = proven
    ? {
        evidence: "proven" as const,
        lastVerificationId: proven.verificationId,
        connectorId: proven.connectorId,
        rawClaims: proven.rawClaims,
      }
    : { evidence: "asserted" as const };
  const [row] = await tx
    .insert(a)
    .values({ ...account, ...evidence, number: newNumber(), verifiedAt: sql`now()` })
    .onConflictDoNothing({ target: [a.projectId, a.provider, a.subject] })
    .returning();
  return row;
}

/** The user with the account. Undefined if no user has it, or if it belongs to another issuer. */
export async function findHolder(
  tx: Tx,
  {
    projectId,
    provider,
    subject,
    provedBy,
  }: Pick<NewAccount, "projectId" | "provider" | "subject"> & { provedBy?: string },
): Promise<string | undefined> {
  const [row] = await tx
    .select({ userId: a.userId })
    .from(a)
    .where(
      and(
        eq(a.projectId, projectId),
        eq(a.provider, provider),
        eq(a.subject, subject),
        provedBy === undefined ? undefined : or(isNull(a.issuer), eq(a.issuer, provedBy)),
      ),
    );
  return row?.userId;
}

/** A user's accounts at a provider. */
export async function listRowsAt(
  tx: Tx,
  { userId, provider }: Pick<NewAccount, "userId" | "provider">,
): Promise<SocialAccount[]> {
  return tx
    .select()
    .from(a)
    .where(and(eq(a.userId, userId), eq(a.provider, provider)))
    .orderBy(asc(a.createdAt), asc(a.id));
}

export async function deleteAccountRow(tx: Tx, place: AccountKey): Promise<SocialAccount | undefined> {
  const [row] = await tx.delete(a).where(isAt(place)).returning();
  return row;
}
