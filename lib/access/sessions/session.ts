import { db } from "@/lib/db";
import { hour, minute } from "@/lib/time";
import type { Ctx } from "../context";
import { record } from "../record";
import {
  deleteSessions,
  insertSession,
  type NewSession,
  type Origin,
  type Session,
  type SessionRow,
  selectSession,
  selectSessions,
  touchSession,
  type WhichSessions,
} from "./repository";

/** How long a session lasts, in seconds, however much it is used. */
export const sessionLifetimeSeconds = 12 * hour;

/** How long a second factor counts for secrets, deletions and roles, in seconds. */
export const stepUpSeconds = 10 * minute;

/** Starts a session and returns its id. */
export function beginSession(session: Omit<NewSession, "lifetimeSeconds">): Promise<string> {
  return insertSession({ ...session, lifetimeSeconds: sessionLifetimeSeconds });
}

/** A current session. Null if it has expired or was ended, or its operator is disabled. */
export async function findSession(id: string, origin: Origin): Promise<Session | null> {
  const session = await selectSession(id);
  if (session && session.now.getTime() - session.lastUsedAt.getTime() > minute * 1000)
    await touchSession(id, origin);
  return session;
}

export function hasSecondFactor({ hasPasskey, hasTotp }: Session): boolean {
  return hasPasskey || hasTotp;
}

/** Whether a project that requires a second factor can be opened. That of the company's provider counts as one. */
export function meetsSecondFactorRule(session: Session): boolean {
  return hasSecondFactor(session) || session.hasCompanyMfa;
}

/** Whether nothing may be read or changed before the second factor is given. */
export function isHalfSignedIn(session: Session): boolean {
  return hasSecondFactor(session) && session.secondFactorAt === null && !session.hasCompanyMfa;
}

/**
 * Whether the last second factor is too old for secrets, deletions and roles. Never for operators who have none. The company's
 * does not count: its provider may have asked for it hours ago.
 */
export function needsStepUp(session: Session): boolean {
  if (!hasSecondFactor(session)) return false;
  const at = session.secondFactorAt?.getTime() ?? 0;
  return session.now.getTime() - at > stepUpSeconds * 1000;
}

export function listSessions(operatorId: string): Promise<SessionRow[]> {
  return selectSessions(operatorId);
}

/** Ends sessions of an operator and records how many. */
export async function endSessions(ctx: Ctx, operatorId: string, which: WhichSessions): Promise<number> {
  return db().transaction(async (tx) => {
    const count = await deleteSessions(operatorId, which, tx);
    if (count > 0) await record(ctx, "operator.signed_out", { operatorId, sessions: count }, tx);
    return count;
  });
}
