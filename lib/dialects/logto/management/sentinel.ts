import { z } from "zod/v3";
import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { clearBudgets } from "@/lib/verification";
import { withoutPlus } from "../identifier";
import { loadUser } from "../users/find";

export const ClearSentinelBody = z.object({
  targetType: z.enum(["User", "App"]),
  targets: z.array(z.string().min(1).max(320)).min(1).max(100),
});

/**
 * Unlocks identifiers or users. A target is an address, a number, a username or a user's id, recognized by its format. A user's
 * id also unlocks all identifiers of that user.
 */
export async function clearSentinel(
  ctx: Ctx,
  { targets }: z.output<typeof ClearSentinelBody>,
): Promise<Result<undefined, never>> {
  const loaded = await Promise.all(targets.map((target) => loadUser(ctx, target)));
  const users = loaded.flatMap((user) => (user.ok ? [user.value] : []));
  const names = users.flatMap(({ identifiers }) => identifiers.map(({ value }) => withoutPlus(value)));
  await clearBudgets(ctx, {
    identifiers: [...targets, ...names].map(toGiven),
    userIds: users.map(({ id }) => id),
  });
  return ok(undefined);
}

function toGiven(target: string) {
  if (target.includes("@")) return { email: target };
  return /^\d+$/.test(target) ? { phone: `+${target}` } : { username: target };
}
