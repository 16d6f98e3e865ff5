"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { endSessions } from "@/lib/access";
import { accountCtx } from "../../../_session/console-ctx";
import { currentSession } from "../../../_session/session";

/** Ends the session and deletes its cookies. next-auth splits a large JWT into several. */
export async function signOut(): Promise<void> {
  const session = await currentSession();
  if (session)
    await endSessions(await accountCtx(session.operatorId), session.operatorId, { id: session.id });
  const jar = await cookies();
  for (const { name } of jar.getAll()) if (name.includes("next-auth.session-token")) jar.delete(name);
  redirect("/console/sign-in");
}
