import type { Ctx } from "../context";
import { consumeSessions, selectSessions, type WhichSessions } from "./repository";

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

/**
 * Ends sessions of users: their refresh tokens stop working. Access tokens stay valid until they expire. Returns how many sessions
 * there were.
 */
export async function endUserSessions({ project }: Ctx, which: WhichSessions): Promise<number> {
  const ended = await consumeSessions(project.id, which);
  // A refresh that ran at the same time has replaced the token, and only a new statement can see its successor.
  return ended + (await consumeSessions(project.id, which));
}
