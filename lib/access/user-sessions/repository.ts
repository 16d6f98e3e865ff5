import { and, desc, eq, gt, isNotNull, isNull, min, sql } from "drizzle-orm";
import { opaqueTokens } from "@/drizzle/schema";
import { db } from "@/lib/db";

const t = opaqueTokens;

/** All sessions of a user, or one, which can be named without its user. */
export type WhichSessions = { userId: string; sessionId?: string } | { userId?: string; sessionId: string };

const isOneOf = (projectId: string, { userId, sessionId }: WhichSessions) =>
  and(
    eq(t.projectId, projectId),
    userId === undefined ? undefined : eq(t.userId, userId),
    sessionId === undefined ? isNotNull(t.sessionId) : eq(t.sessionId, sessionId),
  );

const isLive = and(isNull(t.usedAt), gt(t.expiresAt, sql`now()`));

/** Newest first. */
export async function selectSessions(projectId: string, which: WhichSessions) {
  const lastExpiry = sql<Date>`max(${t.expiresAt}) filter (where ${isLive})`.mapWith(t.expiresAt);
  return db()
    .select({ id: sql<string>`${t.sessionId}`, startedAt: min(t.createdAt), expiresAt: lastExpiry })
    .from(t)
    .where(isOneOf(projectId, which))
    .groupBy(t.sessionId)
    .having(sql`bool_or(${isLive})`)
    .orderBy(desc(t.sessionId))
    .limit(1000);
}

/** Whose session it is, and what ID tokens say about its sign-in. Null if it has ended. */
export async function selectSession(projectId: string, sessionId: string) {
  const [row] = await db()
    .select({ userId: sql<string>`${t.userId}`, claims: t.claims })
    .from(t)
    .where(and(isOneOf(projectId, { sessionId }), isNotNull(t.userId), isLive))
    .orderBy(desc(t.id))
    .limit(1);
  return row ?? null;
}

/** Uses up the tokens. Returns the sessions that this ended. */
export async function consumeSessions(projectId: string, which: WhichSessions): Promise<string[]> {
  const used = await db()
    .update(t)
    .set({ usedAt: sql`now()` })
    .where(and(isOneOf(projectId, which), isLive))
    .returning({ sessionId: sql<string>`${t.sessionId}` });
  return used.map(({ sessionId }) => sessionId);
}
