import { type Ctx, findUserSession } from "@/lib/access";
import type { JoinedSession } from "@/lib/http/oauth";
import { fromShortId } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";

/** The session to which a sign-in is added, if the caller names one. Refused if it has ended or is another user's. */
export async function joinedSession(
  ctx: Ctx,
  { userId, session_id: given }: { userId: string | null; session_id?: string },
): Promise<Result<JoinedSession | undefined, { code: "session_not_found" }>> {
  if (given === undefined) return ok(undefined);
  const id = fromShortId(given);
  const session = id ? await findUserSession(ctx, id) : null;
  if (!id || !session || session.userId !== userId) return refuse({ code: "session_not_found" });
  return ok({ id, claims: session.claims });
}
