import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { authorizationRequests, socialAccounts, users, verifications } from "@/drizzle/schema";
import { db, type Tx } from "@/lib/db";
import { appendEvent } from "@/lib/events";
import type { SocialProof } from "@/lib/social";
import { columns, databaseNow } from "../sql-fragments/repository";
import type { LoadedVerification } from "../verification";
import type { AuthorizationRequestRefusal } from "./refusals";

const r = authorizationRequests;
const bytesOf = (hex: string) => Buffer.from(hex, "hex");

export interface NewRequest {
  id: string;
  projectId: string;
  verificationId: string;
  connectorId: string;
  /** Hashes and encrypted secrets, in hex. */
  stateHash: string;
  sealed: string;
  redirectUri: string;
  scope: string;
  browserHash: string | null;
  /** At most the verification's own expiry. */
  lifetimeSeconds: number;
  maxRequests: number;
  actor: string;
  requestId: string | null;
  eventData: Record<string, unknown>;
}

/** Undefined if the verification has ended, or has too many requests. */
export async function insertRequest(values: NewRequest): Promise<{ expiresAt: Date; now: Date } | undefined> {
  return db().transaction(async (tx) => {
    const open = await lockOpen(tx, values.projectId, values.verificationId);
    if (!open || (await countRequests(tx, values.verificationId)) >= values.maxRequests) return undefined;
    const { id, projectId, verificationId, connectorId, redirectUri, scope } = values;
    const [row] = await tx
      .insert(r)
      .values({
        id,
        projectId,
        verificationId,
        connectorId,
        redirectUri,
        scope,
        stateHash: bytesOf(values.stateHash),
        sealed: bytesOf(values.sealed),
        browserHash: values.browserHash === null ? null : bytesOf(values.browserHash),
        expiresAt: sql`least(${open.expiresAt.toISOString()}::timestamptz, now() + make_interval(secs => ${values.lifetimeSeconds}))`,
      })
      .returning({ expiresAt: r.expiresAt, now: databaseNow });
    const { actor, requestId, eventData: data } = values;
    const type = "verification.authorization_started";
    await appendEvent({ projectId, verificationId, type, actor, requestId, data }, tx);
    return row!;
  });
}

/** Locks the verification, so that requests are counted one after the other. */
async function lockOpen(tx: Tx, projectId: string, id: string) {
  const [row] = await tx
    .select({ expiresAt: verifications.expiresAt })
    .from(verifications)
    .where(and(isUnproven(projectId, id), gt(verifications.expiresAt, sql`now()`)))
    .for("no key update");
  return row;
}

function isUnproven(projectId: string, id: string) {
  return and(
    eq(verifications.id, id),
    eq(verifications.projectId, projectId),
    isNull(verifications.verifiedAt),
    isNull(verifications.canceledAt),
  );
}

async function countRequests(tx: Tx, verificationId: string): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(r)
    .where(eq(r.verificationId, verificationId));
  return row!.count;
}

export interface RequestReturn {
  projectId: string;
  verificationId: string;
  /** Null: the newest open request. */
  stateHash: string | null;
  /** Null: the client handles the redirect. */
  browserHash: string | null;
}

export type ClaimedRequest = Pick<
  typeof r.$inferSelect,
  "id" | "connectorId" | "sealed" | "redirectUri" | "scope"
>;

const isReturnOf = ({ projectId, verificationId, stateHash, browserHash }: RequestReturn) =>
  and(
    eq(r.projectId, projectId),
    eq(r.verificationId, verificationId),
    stateHash === null ? undefined : eq(r.stateHash, bytesOf(stateHash)),
    browserHash === null ? isNull(r.browserHash) : eq(r.browserHash, bytesOf(browserHash)),
  );

/** Claims a request in one statement: of several callbacks with the same `state`, one gets it. */
export async function claimRequest(request: RequestReturn): Promise<ClaimedRequest | undefined> {
  const isOpen = and(isReturnOf(request), isNull(r.usedAt), gt(r.expiresAt, sql`now()`));
  const newest = db()
    .select({ id: r.id })
    .from(r)
    .where(isOpen)
    .orderBy(desc(r.createdAt), desc(r.id))
    .limit(1);
  const [row] = await db()
    .update(r)
    .set({ usedAt: sql`now()` })
    .where(and(eq(r.id, newest), isNull(r.usedAt)))
    .returning({
      id: r.id,
      connectorId: r.connectorId,
      sealed: r.sealed,
      redirectUri: r.redirectUri,
      scope: r.scope,
    });
  return row;
}

/** Why no request could be claimed. */
export async function explainUnclaimed(request: RequestReturn): Promise<AuthorizationRequestRefusal> {
  const [row] = await db()
    .select({ usedAt: r.usedAt, expiresAt: r.expiresAt })
    .from(r)
    .where(isReturnOf(request))
    .orderBy(desc(r.createdAt), desc(r.id))
    .limit(1);
  if (!row) return { code: "authorization_not_found" };
  if (row.usedAt) return { code: "authorization_used" };
  return { code: "authorization_expired", expiredAt: row.expiresAt };
}

/** The request with a `state` at our own callback, in any project, and whether it belongs to this browser. */
export async function findRequestOfBrowser(stateHash: string, browserHash: string) {
  const [row] = await db()
    .select({
      projectId: r.projectId,
      verificationId: r.verificationId,
      isOfBrowser: sql<boolean>`coalesce(${r.browserHash} = ${bytesOf(browserHash)}, false)`,
    })
    .from(r)
    .where(eq(r.stateHash, bytesOf(stateHash)))
    .orderBy(sql`coalesce(${r.browserHash} = ${bytesOf(browserHash)}, false) desc`, desc(r.createdAt))
    .limit(1);
  return row;
}

export interface RequestFilter {
  projectId: string;
  connectorId: string;
  policyName: string;
  /** Null: any. */
  stateHash: string | null;
  redirectUri: string | null;
}

/** The verification of the newest open request with a client's redirect. */
export async function findVerificationByRequest(filter: RequestFilter): Promise<string | undefined> {
  const { projectId, connectorId, policyName, stateHash, redirectUri } = filter;
  const [row] = await db()
    .select({ verificationId: r.verificationId })
    .from(r)
    .innerJoin(verifications, eq(verifications.id, r.verificationId))
    .where(
      and(
        eq(r.projectId, projectId),
        eq(r.connectorId, connectorId),
        eq(verifications.policyName, policyName),
        stateHash === null ? undefined : eq(r.stateHash, bytesOf(stateHash)),
        redirectUri === null ? undefined : eq(r.redirectUri, redirectUri),
        isNull(r.browserHash),
        isNull(r.usedAt),
        gt(r.expiresAt, sql`now()`),
      ),
    )
    .orderBy(desc(r.createdAt), desc(r.id))
    .limit(1);
  return row?.verificationId;
}

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
