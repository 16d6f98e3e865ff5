import type { Ctx } from "@/lib/access";
import { type IdentifierInput, parseIdentifierLeniently } from "./identifier";
import { listUsers } from "./list-users";
import type { User } from "./user";

/**
 * The user whose primary address or number this is. Several users can have an unverified one: prefers the one who has verified
 * it, then the oldest. Null if there is none.
 */
export async function findByPrimary(ctx: Ctx, identifier: IdentifierInput): Promise<User | null> {
  const read = parseIdentifierLeniently(identifier);
  if (!read.ok) return null;
  const { type, normalized } = read.value;
  const primaryOf = (user: User) =>
    user.identifiers.find((held) => held.isPrimary && held.type === type && held.normalized === normalized);
  const users = await listUsers(ctx, { identifier, limit: 100 });
  const holders = users.filter(primaryOf).reverse();
  return holders.find((user) => primaryOf(user)?.verifiedAt) ?? holders[0] ?? null;
}
