import type { Ctx } from "@/lib/access";
import { type CreateUser, createUser } from "./create-user";
import type { User } from "./user";

export async function aUser(ctx: Ctx, over: Partial<CreateUser> = {}): Promise<User> {
  const created = await createUser(ctx, { identifiers: [], ...over });
  if (!created.ok) throw new Error(`createUser refused: ${created.refusal.code}`);
  return created.value;
}
