import type { Ctx } from "../context";
import { consumeSessions, selectSession, selectSessions, type WhichSessions } from "./repository";

/** A sign-in of a user that can still get new access tokens. */
export interface UserSession {
  id: string;
  startedAt: Date;
  expiresAt: Date;
}

/** The newest thousand sessions of a user, in all applications. */
export async function listUserSessions({ project }: Ctx, userId: string): Promise<UserSession[]> {
  const rows = await selectSessions(project.id, { userId });
  return rows.map(({ startedAt, ...row }) => ({ ...row, startedAt: startedAt! }));
}

/** The user of a session, and what ID tokens say about its sign-in. Null if it has ended. */
export function findUserSession({ project }: Ctx, sessionId: string) {
  return selectSession(project.id, sessionId);
}

/**
 * Ends sessions of users: their refresh tokens stop working. Access tokens stay valid until they expire. Returns how many sessions
 * there were.
 */
export function endUserSessions({ project }: Ctx, which: WhichSessions): Promise<number> {
  return endSessionsOf(project.id, which);
}

export async function endSessionsOf(projectId: string, which: WhichSessions): Promise<number> {
  const ended = await consumeSessions(projectId, which);
  // What ran at the same time has inserted a token, and only a new statement can see it.
  return new Set([...ended, ...(await consumeSessions(projectId, which))]).size;
}
