import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import {
  assignIdentifier,
  findUser,
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

interface ChangedUser extends NewUser {
  status?: "Active" | "Disabled";
}

/**
 * Changes the members that are sent. A new primary address or number replaces the current one and is unverified. A list of
 * secondary ones replaces the current list: those that stay keep their verified status.
 */
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
  for (const [type, given] of [
    ["email", body.secondary_emails],
    ["phone", body.secondary_phone_numbers],
  ] as const) {
    const replaced = given ? await replaceSecondary(ctx, user.value.id, type, given) : ok(undefined);
    if (!replaced.ok) return replaced;
  }
  const renamed = username === undefined ? ok(undefined) : await renameUser(ctx, user.value, username);
  if (!renamed.ok) return renamed;
  if (externalId !== undefined || body.status || hasProfile(body)) {
    const updated = await updateUser(ctx, {
      userId: user.value.id,
      ...(body.status && { isSuspended: body.status === "Disabled" }),
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

/** Makes these the user's values of the type besides the primary one. New ones are unverified. */
async function replaceSecondary(
  ctx: Ctx,
  userId: string,
  type: "email" | "phone",
  given: readonly IdentifierInput[],
): Promise<Result<void, ChangeRefusal>> {
  const user = await findUser(ctx, userId);
  if (!user.ok) return user;
  const held = user.value.identifiers.filter((identifier) => identifier.type === type);
  const wanted = given.flatMap((input) => {
    const parsed = parseIdentifierLeniently(input);
    return parsed.ok ? [parsed.value] : [];
  });
  for (const identifier of wanted) {
    if (held.some(({ normalized }) => normalized === identifier.normalized)) continue;
    const assigned = await assignIdentifier(ctx, { userId, identifier, status: "unverified" });
    if (!assigned.ok && assigned.refusal.code !== "identifier_exists")
      return refuse(changeRefusal(assigned.refusal.code));
  }
  for (const { id, isPrimary, normalized } of held) {
    if (isPrimary || wanted.some((identifier) => identifier.normalized === normalized)) continue;
    await removeIdentifier(ctx, { userId, identifierId: id });
  }
  return ok(undefined);
}

/** Usernames are unique in a project and compared exactly. */
export async function renameUser(
  ctx: Ctx,
  user: User,
  username: string,
): Promise<Result<void, ChangeRefusal>> {
  const before = user.identifiers.find(({ type }) => type === "username");
  if (before?.value === username) return ok(undefined);
  const identifier = { type: "username", value: username, normalized: username } as const;
  const assigned = await assignIdentifier(ctx, { userId: user.id, identifier, status: "primary" });
  if (!assigned.ok && assigned.refusal.code !== "identifier_exists")
    return refuse(changeRefusal(assigned.refusal.code));
  if (before) await removeIdentifier(ctx, { userId: user.id, identifierId: before.id });
  return ok(undefined);
}

const changeRefusal = (code: string): ChangeRefusal =>
  code === "user_not_found" ? { code } : writeRefusal(code);
