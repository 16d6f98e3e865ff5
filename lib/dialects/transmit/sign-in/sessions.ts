import { z } from "zod";
import { type Ctx, endUserSessions, listUserSessions } from "@/lib/access";
import { fromShortId, toShortId } from "@/lib/id";
import { ok, type Result } from "@/lib/result";
import { readUser } from "../subject";

export const Session = z.strictObject({
  session_id: z.string(),
  start_time: z.iso.datetime(),
  expiration_time: z.iso.datetime(),
});

export const LoggedOutResponse = z.strictObject({ sessions_count: z.int() });

type UserRefusal = { code: "user_not_found" };

/** A user's sessions that can still get new tokens, in all applications. */
export async function sessionsOf(
  ctx: Ctx,
  userId: string,
): Promise<Result<z.input<typeof Session>[], UserRefusal>> {
  const user = await readUser(ctx, userId);
  if (!user.ok) return user;
  const sessions = await listUserSessions(ctx, user.value.id);
  return ok(
    sessions.map(({ id, startedAt, expiresAt }) => ({
      session_id: toShortId(id),
      start_time: startedAt.toISOString(),
      expiration_time: expiresAt.toISOString(),
    })),
  );
}

/** Ends all sessions of a user. */
export async function revokeSessions(ctx: Ctx, userId: string): Promise<Result<undefined, UserRefusal>> {
  const user = await readUser(ctx, userId);
  if (!user.ok) return user;
  await endUserSessions(ctx, { userId: user.value.id });
  return ok(undefined);
}

/** Ends the session that the calling user's token belongs to. A foreign issuer's token belongs to none of ours. */
export async function logOut(ctx: Ctx): Promise<z.input<typeof LoggedOutResponse>> {
  const sessionId = ctx.caller.kind === "user" ? ctx.caller.sessionId : undefined;
  return { sessions_count: sessionId === undefined ? 0 : await endUserSessions(ctx, { sessionId }) };
}

/** Ends the session with this id, if there is one. */
export async function logOutSession(ctx: Ctx, id: string): Promise<void> {
  const sessionId = fromShortId(id);
  if (sessionId) await endUserSessions(ctx, { sessionId });
}
