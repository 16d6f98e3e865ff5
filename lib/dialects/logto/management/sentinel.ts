import { z } from "zod/v3";
import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { findUserByNumber } from "@/lib/users";
import { clearBudgets } from "@/lib/verification";
import { readNumber } from "../ids";

export const ClearSentinelBody = z.object({
  targetType: z.enum(["User", "App"]),
  targets: z.array(z.string().min(1).max(320)).min(1).max(100),
});

/** Unlocks identifiers or users: each target is an address, a number, a name or a user's id, whichever it looks like. */
export async function clearSentinel(
  ctx: Ctx,
  { targets }: z.output<typeof ClearSentinelBody>,
): Promise<Result<undefined, never>> {
  const users = await Promise.all(
    targets.map(async (target) => {
      const number = readNumber(target);
      const found = number === null ? null : await findUserByNumber(ctx, number);
      return found?.ok ? [found.value.id] : [];
    }),
  );
  await clearBudgets(ctx, { identifiers: targets.map(toGiven), userIds: users.flat() });
  return ok(undefined);
}

function toGiven(target: string) {
  if (target.includes("@")) return { email: target };
  return /^\d+$/.test(target) ? { phone: `+${target}` } : { username: target };
}
