import type { Ctx } from "@/lib/access";
import { hashPassword, passwordMatches } from "./hash";
import { isImportedHash } from "./imported-hash";
import { findHash, replaceHash } from "./repository";

/**
 * Whether this is the user's password. Does not count guesses; the engine's `provePassword` does.
 * Without a user the result is false after the same time. The first correct password replaces an imported hash by ours.
 */
export async function isPasswordOf(
  ctx: Ctx,
  { userId, password }: { userId: string | null; password: string },
): Promise<boolean> {
  const hash = userId && (await findHash(ctx.project.id, userId));
  const matches = await passwordMatches(password, hash);
  if (matches && userId && hash && isImportedHash(hash)) {
    await replaceHash(
      { projectId: ctx.project.id, userId },
      { from: hash, to: await hashPassword(password) },
    );
  }
  return matches;
}

export async function hasPassword(ctx: Ctx, userId: string): Promise<boolean> {
  return (await findHash(ctx.project.id, userId)) !== null;
}
