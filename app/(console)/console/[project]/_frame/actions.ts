"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";

/** Deletes the session cookies. next-auth splits a large JWT into several. The JWT is the whole session. */
export async function signOut(): Promise<void> {
  const jar = await cookies();
  for (const { name } of jar.getAll()) if (name.includes("next-auth.session-token")) jar.delete(name);
  redirect("/console/sign-in");
}
