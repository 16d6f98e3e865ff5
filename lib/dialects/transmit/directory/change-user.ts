import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import {
  type IdentifierInput,
  parseIdentifierLeniently,
  replacePrimary,
  type User,
  updateUser,
} from "@/lib/users";
import { readUser } from "../subject";
import { type NewUser, type WriteRefusal, writeRefusal } from "./create-user";

type ChangeRefusal = WriteRefusal | { code: "user_not_found" };

/** Changes what is given. Another primary address or number takes the place of the one before, and is unverified. */
export async function changeUser(
  ctx: Ctx,
  userId: string,
  { email, phone_number: phone, external_user_id: externalId }: NewUser,
): Promise<Result<User, ChangeRefusal>> {
  const user = await readUser(ctx, userId);
  if (!user.ok) return user;
  for (const identifier of [email, phone]) {
    const replaced = identifier ? await replace(ctx, user.value.id, identifier) : ok(undefined);
    if (!replaced.ok) return replaced;
  }
  if (externalId !== undefined) {
    const updated = await updateUser(ctx, { userId: user.value.id, externalId });
    if (!updated.ok) return refuse(sayChange(updated.refusal.code));
  }
  return readUser(ctx, userId);
}

async function replace(
  ctx: Ctx,
  userId: string,
  given: IdentifierInput,
): Promise<Result<void, ChangeRefusal>> {
  const identifier = parseIdentifierLeniently(given);
  if (!identifier.ok) return refuse(writeRefusal(identifier.refusal.code));
  const replaced = await replacePrimary(ctx, { userId, identifier: identifier.value });
  return replaced.ok ? ok(undefined) : refuse(sayChange(replaced.refusal.code));
}

const sayChange = (code: string): ChangeRefusal =>
  code === "user_not_found" ? { code } : writeRefusal(code);
