import type { Ctx } from "@/lib/access";
import { fromTypeId } from "@/lib/id";
import type { PersonInput } from "@/lib/privacy";
import { findUser, parseIdentifier } from "@/lib/users";

/** What an operator typed: the ID of a user, an address or a number. Null: none of them. */
export async function personOf(ctx: Ctx, typed: string): Promise<PersonInput | null> {
  const userId = fromTypeId("usr", typed);
  if (userId) return (await findUser(ctx, userId)).ok ? { userId } : null;
  const identifier = typed.includes("@") ? { email: typed } : { phone: typed };
  return parseIdentifier(identifier).ok ? identifier : null;
}
