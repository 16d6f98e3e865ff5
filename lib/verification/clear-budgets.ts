import { type Ctx, record } from "@/lib/access";
import { type IdentifierInput, parseIdentifierLeniently } from "@/lib/users";
import { deleteBudgets } from "./clearing/repository";

export interface ClearBudgets {
  identifiers: readonly (IdentifierInput | { username: string })[];
  userIds: readonly string[];
}

/**
 * Resets the guess budgets and send limits of these recipients and users, so that they are no longer locked out. The
 * events stay.
 */
export async function clearBudgets(ctx: Ctx, { identifiers, userIds }: ClearBudgets): Promise<void> {
  const recipients = identifiers.flatMap((given) => {
    if ("username" in given) return [`username:${given.username}`];
    const read = parseIdentifierLeniently(given);
    return read.ok ? [`${read.value.type}:${read.value.normalized}`] : [];
  });
  const cleared = await deleteBudgets(ctx.project.id, [...recipients, ...userIds.map((id) => `user:${id}`)]);
  if (cleared > 0) await record(ctx, "limits.cleared", { cleared });
}
