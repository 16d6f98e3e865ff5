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

/** Newest first. Of the tokens of a session, at most one is not used yet. */
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

/** Uses up the tokens. Returns how many sessions this ended. */
export async function consumeSessions(projectId: string, which: WhichSessions): Promise<number> {
  const used = await db()
    .update(t)
    .set({ usedAt: sql`now()` })
    .where(and(isOneOf(projectId, which), isLive))
    .returning({ id: t.id });
  return used.length;
}
