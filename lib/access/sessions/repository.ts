import { and, desc, eq, gt, isNull, ne, sql } from "drizzle-orm";
import {
  operatorPasskeys,
  operatorRequests,
  operatorSessions,
  operators,
  operatorTotp,
} from "@/drizzle/schema";
import { db, type Tx } from "@/lib/db";
import { newId } from "@/lib/id";
import type { Operator } from "../repository";

export type SessionRow = typeof operatorSessions.$inferSelect;

/** Where a browser is, as its request describes it. */
export interface Origin {
  address: string | null;
  userAgent: string | null;
}

/** A session with what decides about its operator's next step, and the database's time. */
export interface Session extends SessionRow {
  operator: Operator;
  hasPasskey: boolean;
  hasTotp: boolean;
  now: Date;
}

const now = sql<Date>`now()`.mapWith(operatorSessions.createdAt);
const isCurrent = gt(operatorSessions.expiresAt, sql`now()`);

export interface NewSession extends Origin {
  operatorId: string;
  /** Whether the sign-in stands in for the second factor. */
  isSecondFactorGiven: boolean;
  /** Whether the company's provider asked for several factors. */
  hasCompanyMfa?: boolean;
  lifetimeSeconds: number;
}

export async function insertSession({
  isSecondFactorGiven,
  lifetimeSeconds,
  ...session
}: NewSession): Promise<string> {
  const id = newId();
  await db()
    .insert(operatorSessions)
    .values({
      id,
      ...session,
      secondFactorAt: isSecondFactorGiven ? sql`now()` : null,
      expiresAt: sql`now() + make_interval(secs => ${lifetimeSeconds})`,
    });
  return id;
}

/** A current session of an operator who isn't disabled. */
export async function selectSession(id: string): Promise<Session | null> {
  const [row] = await db()
    .select({
      session: operatorSessions,
      operator: operators,
      hasPasskey: sql<boolean>`exists (select from ${operatorPasskeys} p where p.operator_id = ${operators.id})`,
      hasTotp: sql<boolean>`exists (
        select from ${operatorTotp} t where t.operator_id = ${operators.id} and t.confirmed_at is not null)`,
      now,
    })
    .from(operatorSessions)
    .innerJoin(operators, eq(operators.id, operatorSessions.operatorId))
    .where(and(eq(operatorSessions.id, id), isCurrent, isNull(operators.disabledAt)));
  if (!row) return null;
  const { session, ...rest } = row;
  return { ...session, ...rest };
}

/** Updates where and when a session was last used, at most once a minute. */
export async function touchSession(id: string, origin: Origin): Promise<void> {
  await db()
    .update(operatorSessions)
    .set({ ...origin, lastUsedAt: sql`now()` })
    .where(
      and(eq(operatorSessions.id, id), sql`${operatorSessions.lastUsedAt} < now() - interval '1 minute'`),
    );
}

export async function markSecondFactor(id: string, tx: Tx = db()): Promise<void> {
  await tx.update(operatorSessions).set({ secondFactorAt: sql`now()` }).where(eq(operatorSessions.id, id));
}

/** An operator's current sessions, the last used first. */
export async function selectSessions(operatorId: string): Promise<SessionRow[]> {
  return db()
    .select()
    .from(operatorSessions)
    .where(and(eq(operatorSessions.operatorId, operatorId), isCurrent))
    .orderBy(desc(operatorSessions.lastUsedAt), desc(operatorSessions.id));
}

/** Notes where a request comes from, for the audit log. */
export async function noteRequest(requestId: string, origin: Origin): Promise<void> {
  await db()
    .insert(operatorRequests)
    .values({ requestId, ...origin })
    .onConflictDoNothing();
}

export interface WhichSessions {
  /** Only this one. */
  id?: string;
  /** All but this one. */
  except?: string;
}

/** Ends an operator's sessions and returns how many there were. */
export async function deleteSessions(
  operatorId: string,
  { id, except }: WhichSessions = {},
  tx: Tx = db(),
): Promise<number> {
  const deleted = await tx
    .delete(operatorSessions)
    .where(
      and(
        eq(operatorSessions.operatorId, operatorId),
        id === undefined ? undefined : eq(operatorSessions.id, id),
        except === undefined ? undefined : ne(operatorSessions.id, except),
      ),
    )
    .returning({ id: operatorSessions.id });
  return deleted.length;
}
