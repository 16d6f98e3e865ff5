import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import {
  assignIdentifier,
  type IdentifierInput,
  parseIdentifierLeniently,
  removeIdentifier,
  replacePrimary,
  type User,
  updateUser,
} from "@/lib/users";
import { readUser } from "../subject";
import { type NewUser, type WriteRefusal, writeRefusal } from "./create-user";
import { hasProfile, mergeProfile, profileOf } from "./profile";

type ChangeRefusal = WriteRefusal | { code: "user_not_found" };

type ChangedUser = Omit<NewUser, "secondary_emails" | "secondary_phone_numbers">;

/** Changes the members that are sent. A new primary address or number replaces the current one and is unverified. */
export async function changeUser(
  ctx: Ctx,
  userId: string,
  body: ChangedUser,
): Promise<Result<User, ChangeRefusal>> {
  const { email, phone_number: phone, username, external_user_id: externalId } = body;
  const user = await readUser(ctx, userId);
  if (!user.ok) return user;
  for (const identifier of [email, phone]) {
    const replaced = identifier ? await replace(ctx, user.value.id, identifier) : ok(undefined);
    if (!replaced.ok) return replaced;
  }
  const renamed = username === undefined ? ok(undefined) : await rename(ctx, user.value, username);
  if (!renamed.ok) return renamed;
  if (externalId !== undefined || hasProfile(body)) {
    const updated = await updateUser(ctx, {
      userId: user.value.id,
      ...(externalId !== undefined && { externalId }),
      ...(hasProfile(body) && { wireContext: { transmit: mergeProfile(profileOf(user.value), body) } }),
    });
    if (!updated.ok) return refuse(changeRefusal(updated.refusal.code));
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
  return replaced.ok ? ok(undefined) : refuse(changeRefusal(replaced.refusal.code));
}

/** Usernames are unique in a project and compared exactly. */
async function rename(ctx: Ctx, user: User, username: string): Promise<Result<void, ChangeRefusal>> {
  const before = user.identifiers.find(({ type }) => type === "username");
  if (before?.value === username) return ok(undefined);
  const identifier = { type: "username", value: username, normalized: username } as const;
  const assigned = await assignIdentifier(ctx, { userId: user.id, identifier, status: "primary" });
  if (!assigned.ok) return refuse(changeRefusal(assigned.refusal.code));
  if (before) await removeIdentifier(ctx, { userId: user.id, identifierId: before.id });
  return ok(undefined);
}

const changeRefusal = (code: string): ChangeRefusal =>
  code === "user_not_found" ? { code } : writeRefusal(code);
