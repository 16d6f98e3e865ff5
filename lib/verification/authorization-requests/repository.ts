import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { authorizationRequests, verifications } from "@/drizzle/schema";
import { db, type Tx } from "@/lib/db";
import { appendEvent } from "@/lib/events";
import { databaseNow, isUnproven } from "../sql-fragments/repository";
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
