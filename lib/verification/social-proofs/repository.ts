import { and, eq, gt, sql } from "drizzle-orm";
import { socialAccounts, users, verifications } from "@/drizzle/schema";
import { db, type Tx } from "@/lib/db";
import { appendEvent } from "@/lib/events";
import type { SocialProof } from "@/lib/social";
import { columns, databaseNow, isUnproven } from "../sql-fragments/repository";
import type { LoadedVerification } from "../verification";

export interface SocialMark {
  id: string;
  projectId: string;
  verifiedBy: string;
  proof: SocialProof;
  accountId: string;
  accountNumber: bigint;
  actor: string;
  requestId: string | null;
  eventData: Record<string, unknown>;
}

/** Rolls the transaction back: a proof and its link to a user are stored together or not at all. */
class AccountTaken extends Error {}

/**
 * Marks the verification, links the account to its user, and records both, in one transaction. `taken`: the account is
 * another user's, or another issuer proved one with the same subject, and nothing changed. Otherwise, if nothing was
 * marked, it was verified, canceled or expired in the meantime.
 */
export async function markProvenSocially(
  mark: SocialMark,
): Promise<{ taken: boolean; verification: LoadedVerification | null }> {
  try {
    return await db().transaction(async (tx) => {
      const verification = await markRow(tx, mark);
      if (!verification) return { taken: false, verification: null };
      const { projectId, id: verificationId, actor, requestId, eventData } = mark;
      const isBound = verification.userId !== null && verification.policy.bind === "add";
      const linked = isBound ? await bindAccount(tx, verification.userId!, mark) : null;
      const data = { ...eventData, ...linked };
      await appendEvent(
        { projectId, verificationId, type: "verification.verified", actor, requestId, data },
        tx,
      );
      return { taken: false, verification };
    });
  } catch (error) {
    if (error instanceof AccountTaken) return { taken: true, verification: null };
    throw error;
  }
}

/** Removes an address that the person entered before choosing a provider, because it was not proven. */
async function markRow(
  tx: Tx,
  { id, projectId, verifiedBy, proof }: SocialMark,
): Promise<LoadedVerification | null> {
  const [row] = await tx
    .update(verifications)
    .set({
      verifiedAt: sql`now()`,
      method: "social",
      verifiedBy,
      connectorId: proof.connectorId,
      socialProof: proof,
      identifierType: null,
      identifierValue: null,
      identifier: null,
      channel: null,
    })
    .where(and(isUnproven(projectId, id), gt(verifications.expiresAt, sql`now()`)))
    .returning({ ...columns, now: databaseNow });
  return row ?? null;
}

/** Updates the date if the user already has the account. Does nothing if the user was deleted in the meantime. */
async function bindAccount(
  tx: Tx,
  userId: string,
  mark: SocialMark,
): Promise<{ userId: string; socialAccountId: string; isNew: boolean } | null> {
  const { connectorId, provider, issuer, subject, profile, rawClaims } = mark.proof;
  const [user] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), eq(users.projectId, mark.projectId)))
    .for("key share");
  if (!user) return null;
  const proven = {
    connectorId,
    issuer,
    profile,
    rawClaims,
    evidence: "proven" as const,
    verifiedAt: sql`now()`,
    lastVerificationId: mark.id,
  };
  const bound = await tx
    .insert(socialAccounts)
    .values({
      ...proven,
      id: mark.accountId,
      number: mark.accountNumber,
      projectId: mark.projectId,
      userId,
      provider,
      subject,
    })
    .onConflictDoUpdate({
      target: [socialAccounts.projectId, socialAccounts.provider, socialAccounts.subject],
      set: { ...proven, updatedAt: sql`now()` },
      // A subject identifies an account only together with its issuer (docs/security.md #31), so a missing one is added.
      setWhere: sql`${socialAccounts.userId} = ${userId} and coalesce(${socialAccounts.issuer}, ${issuer}) = ${issuer}`,
    })
    .returning({ id: socialAccounts.id });
  if (!bound[0]) throw new AccountTaken();
  return { userId, socialAccountId: bound[0].id, isNew: bound[0].id === mark.accountId };
}
