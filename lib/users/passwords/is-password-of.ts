import type { Ctx } from "@/lib/access";
import { passwordMatches } from "./hash";
import { findHash } from "./repository";

/**
 * Whether this is the user's password. Does not count guesses; the engine's `provePassword` does.
 * Without a user the result is false after the same time.
 */
export async function isPasswordOf(
  ctx: Ctx,
  { userId, password }: { userId: string | null; password: string },
): Promise<boolean> {
  return passwordMatches(password, userId && (await findHash(ctx.project.id, userId)));
}

export async function hasPassword(ctx: Ctx, userId: string): Promise<boolean> {
  return (await findHash(ctx.project.id, userId)) !== null;
}
