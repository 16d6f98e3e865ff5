import { and, asc, eq, getTableColumns, gt, isNull, sql } from "drizzle-orm";
import { opaqueTokens, operatorRoles, operators, projects, users } from "@/drizzle/schema";
import { db, type Tx } from "@/lib/db";
import { newId } from "@/lib/id";
import { type Project, toProject } from "@/lib/projects";

export type Operator = typeof operators.$inferSelect;
export type Role = (typeof operatorRoles.$inferSelect)["role"];

export async function findOperator(id: string): Promise<Operator | null> {
  const [row] = await db()
    .select()
    .from(operators)
    .where(and(eq(operators.id, id), isNull(operators.disabledAt)));
  return row ?? null;
}

export async function findOperatorByEmail(email: string): Promise<Operator | null> {
  const [row] = await db()
    .select()
    .from(operators)
    .where(and(sql`lower(${operators.email}) = lower(${email})`, isNull(operators.disabledAt)));
  return row ?? null;
}

/** The operator who was created first. */
export async function findFirstOperator(): Promise<Operator | null> {
  const [row] = await db()
    .select()
    .from(operators)
    .where(isNull(operators.disabledAt))
    .orderBy(asc(operators.createdAt), asc(operators.id))
    .limit(1);
  return row ?? null;
}

export async function insertOperator(email: string, name: string): Promise<Operator> {
  const [row] = await db().insert(operators).values({ id: newId(), email, name }).returning();
  return row!;
}

/** Creates an operator. Null if the address already has one. */
export async function insertOperatorOnce(email: string): Promise<Operator | null> {
  const [row] = await db().insert(operators).values({ id: newId(), email }).onConflictDoNothing().returning();
  return row ?? null;
}

export async function updateOperator(
  id: string,
  change: Partial<Pick<Operator, "email" | "name" | "disabledAt">>,
  tx: Tx = db(),
): Promise<Operator | null> {
  const [row] = await tx.update(operators).set(change).where(eq(operators.id, id)).returning();
  return row ?? null;
}

/** The operator, locked until the transaction ends, so that two changes of their account follow each other. */
export async function lockOperator(id: string, tx: Tx): Promise<Operator | null> {
  const [row] = await tx.select().from(operators).where(eq(operators.id, id)).for("no key update");
  return row ?? null;
}

export async function touchOperator(id: string): Promise<void> {
  await db().update(operators).set({ lastSignedInAt: sql`now()` }).where(eq(operators.id, id));
}

/** Sets an operator's role in a project. Null removes it. */
export async function setRole(
  operatorId: string,
  projectId: string,
  role: Role | null,
  tx: Tx = db(),
): Promise<void> {
  if (role === null) {
    await tx
      .delete(operatorRoles)
      .where(and(eq(operatorRoles.operatorId, operatorId), eq(operatorRoles.projectId, projectId)));
    return;
  }
  await tx
    .insert(operatorRoles)
    .values({ operatorId, projectId, role })
    .onConflictDoUpdate({ target: [operatorRoles.operatorId, operatorRoles.projectId], set: { role } });
}

/** The projects an operator has a role in, oldest first. */
export async function listRoles(operatorId: string): Promise<{ project: Project; role: Role }[]> {
  const rows = await db()
    .select({ project: projects, role: operatorRoles.role })
    .from(operatorRoles)
    .innerJoin(projects, eq(projects.id, operatorRoles.projectId))
    .where(and(eq(operatorRoles.operatorId, operatorId), eq(projects.kind, "ordinary")))
    .orderBy(asc(projects.createdAt), asc(projects.id));
  return rows.map((row) => ({ project: toProject(row.project), role: row.role }));
}

export async function listTeam(projectId: string): Promise<{ operator: Operator; role: Role }[]> {
  return db()
    .select({ operator: operators, role: operatorRoles.role })
    .from(operatorRoles)
    .innerJoin(operators, eq(operators.id, operatorRoles.operatorId))
    .where(and(eq(operatorRoles.projectId, projectId), isNull(operators.disabledAt)))
    .orderBy(asc(operators.email));
}

export interface NewToken {
  kind: string;
  tokenHash: Buffer;
  operatorId?: string;
  projectId?: string;
  userId?: string;
  client?: string;
  sessionId?: string;
  claims?: Record<string, unknown>;
  scopes?: string[];
  lifetimeSeconds: number;
}

export type OpaqueToken = typeof opaqueTokens.$inferSelect;

const expiryIn = (lifetimeSeconds: number) => sql`now() + make_interval(secs => ${lifetimeSeconds})`;

/**
 * Inserts a token. If its session began with a code that was repeated in the meantime, the token is used up from the start. The lock
 * lets whoever ends the session find this token.
 */
export async function insertToken({ lifetimeSeconds, ...token }: NewToken, tx: Tx = db()): Promise<void> {
  const { sessionId } = token;
  const usedAt = sessionId
    ? sql`(select max(used_at) from (
        select used_at from ${opaqueTokens} where session_id = ${sessionId} and user_id is null for share) codes)`
    : null;
  await tx
    .insert(opaqueTokens)
    .values({ id: newId(), ...token, usedAt, expiresAt: expiryIn(lifetimeSeconds) });
}

/** Inserts a token, unless there is one with this hash. Returns the session of the token that has it, and whether that is new. */
export async function insertOnce({ lifetimeSeconds, ...token }: NewToken & { sessionId: string }) {
  const [inserted] = await db()
    .insert(opaqueTokens)
    .values({ id: newId(), ...token, expiresAt: expiryIn(lifetimeSeconds) })
    .onConflictDoNothing({ target: opaqueTokens.tokenHash })
    .returning({ sessionId: opaqueTokens.sessionId });
  if (inserted) return { ...inserted, isNew: true };
  const [held] = await db()
    .select({ sessionId: opaqueTokens.sessionId })
    .from(opaqueTokens)
    .where(eq(opaqueTokens.tokenHash, token.tokenHash));
  return { sessionId: held?.sessionId ?? null, isNew: false };
}

/** Inserts a token of a session that has not ended. False if it has. The lock lets whoever ends the session find this token. */
export async function insertContinuation(
  token: NewToken & { projectId: string; userId: string; sessionId: string },
): Promise<boolean> {
  return db().transaction(async (tx) => {
    const [held] = await tx
      .select({ id: opaqueTokens.id })
      .from(opaqueTokens)
      .where(
        and(
          eq(opaqueTokens.projectId, token.projectId),
          eq(opaqueTokens.sessionId, token.sessionId),
          eq(opaqueTokens.userId, token.userId),
          isNull(opaqueTokens.usedAt),
          gt(opaqueTokens.expiresAt, sql`now()`),
        ),
      )
      .limit(1)
      .for("share");
    if (!held) return false;
    await insertToken(token, tx);
    return true;
  });
}

/** Marks a valid token as used and returns it. Null if it is unknown, used or expired. One statement, so it works once. */
export async function consumeToken(
  kind: string,
  tokenHash: Buffer,
  tx: Tx = db(),
): Promise<OpaqueToken | null> {
  const [row] = await tx
    .update(opaqueTokens)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(opaqueTokens.tokenHash, tokenHash),
        eq(opaqueTokens.kind, kind),
        isNull(opaqueTokens.usedAt),
        gt(opaqueTokens.expiresAt, sql`now()`),
      ),
    )
    .returning();
  return row ?? null;
}

/**
 * Marks a valid token as used and inserts its successor, which ends when it would have. In one transaction, so that whoever ends
 * a session finds one of them. False if it is unknown, used or expired.
 */
export async function replaceToken(kind: string, tokenHash: Buffer, successorHash: Buffer): Promise<boolean> {
  return db().transaction(async (tx) => {
    const used = await consumeToken(kind, tokenHash, tx);
    if (!used) return false;
    const { createdAt: _, ...kept } = used;
    await tx.insert(opaqueTokens).values({ ...kept, id: newId(), tokenHash: successorHash, usedAt: null });
    return true;
  });
}

/** A valid, unused token of a user who still exists. */
export async function findUserToken(kind: string, tokenHash: Buffer): Promise<OpaqueToken | null> {
  const [row] = await db()
    .select(getTableColumns(opaqueTokens))
    .from(opaqueTokens)
    .innerJoin(users, and(eq(users.id, opaqueTokens.userId), eq(users.projectId, opaqueTokens.projectId)))
    .where(
      and(
        eq(opaqueTokens.tokenHash, tokenHash),
        eq(opaqueTokens.kind, kind),
        isNull(opaqueTokens.usedAt),
        gt(opaqueTokens.expiresAt, sql`now()`),
      ),
    );
  return row ?? null;
}
