import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import {
  assignIdentifier,
  findUser,
  parseIdentifierLeniently,
  removeIdentifier,
  replacePrimary,
  setIdentifierStatus,
  type User,
  type UserIdentifier,
  updateUser,
} from "@/lib/users";
import { type LogtoError, logtoError } from "../errors";
import { toIdentifierInput, tooLong } from "../identifier";
import { takenCodes } from "./create";
import { type NoSuchUser, noSuchUser } from "./find";
import type { ChangeUserRequest } from "./requests";
import { keptOf, type UserContext } from "./user-profile";

export const changeUserRefusals = [
  "entity.not_exists_with_id",
  "user.email_already_in_use",
  "user.phone_already_in_use",
  "user.username_already_in_use",
  "entity.value_too_long",
] as const;
type Refusal = LogtoError<(typeof changeUserRefusals)[number]>;
type Type = UserIdentifier["type"];

/** Changes a user. Omitted members stay; null or an empty string removes an address, number or name. */
export async function changeUser(
  ctx: Ctx,
  user: User,
  shownId: string,
  body: ChangeUserRequest,
): Promise<Result<User, Refusal>> {
  const wanted: [Type, string | null | undefined][] = [
    ["email", body.primaryEmail],
    ["phone", body.primaryPhone],
    ["username", body.username],
  ];
  for (const [type, value] of wanted) {
    if (value === undefined) continue;
    const changed = await setIdentifier(ctx, user, type, value || null);
    if (!changed.ok) return changed;
  }
  return keep(ctx, user, shownId, body);
}

async function setIdentifier(
  ctx: Ctx,
  user: User,
  type: Type,
  value: string | null,
): Promise<Result<undefined, Refusal>> {
  const userId = user.id;
  const before = user.identifiers.find((one) => one.type === type && one.isPrimary);
  if (value === null) {
    if (before) await removeIdentifier(ctx, { userId, identifierId: before.id });
    return ok(undefined);
  }
  return type === "username" ? rename(ctx, userId, before, value) : replace(ctx, userId, type, value);
}

async function replace(
  ctx: Ctx,
  userId: string,
  type: "email" | "phone",
  value: string,
): Promise<Result<undefined, Refusal>> {
  const refused = tooLong({ type, value });
  if (refused) return refused;
  const read = parseIdentifierLeniently(toIdentifierInput({ type, value }));
  if (!read.ok) return logtoError("entity.value_too_long", { status: 422 });
  const taken = logtoError(takenCodes[type], { status: 422 });
  const replaced = await replacePrimary(ctx, { userId, identifier: read.value });
  if (!replaced.ok) return replaced.refusal.code === "user_not_found" ? noSuchUser(userId) : taken;
  const now = await findUser(ctx, userId);
  const held = now.ok && now.value.identifiers.find((one) => one.type === type && one.isPrimary);
  if (!held || held.verifiedAt) return ok(undefined);
  // A backend vouches for what it sets.
  const stood = await setIdentifierStatus(ctx, { userId, identifierId: held.id, status: "primary" });
  return stood.ok ? ok(undefined) : taken;
}

async function rename(
  ctx: Ctx,
  userId: string,
  before: UserIdentifier | undefined,
  value: string,
): Promise<Result<undefined, Refusal>> {
  if (before?.value === value) return ok(undefined);
  const identifier = { type: "username", value, normalized: value } as const;
  const given = await assignIdentifier(ctx, { userId, identifier, status: "primary" });
  if (!given.ok) return logtoError("user.username_already_in_use", { status: 422 });
  if (before) await removeIdentifier(ctx, { userId, identifierId: before.id });
  return ok(undefined);
}

async function keep(
  ctx: Ctx,
  user: User,
  shownId: string,
  { name, avatar, customData, profile }: ChangeUserRequest,
): Promise<Result<User, NoSuchUser>> {
  return updateUserContext(ctx, user, shownId, {
    name,
    kept: {
      ...(avatar !== undefined && { avatar: avatar || null }),
      ...(customData !== undefined && { customData }),
      ...(profile !== undefined && { profile }),
    },
  });
}

/** Changes what this dialect stores with a user, and the name that all dialects share. */
export async function updateUserContext(
  ctx: Ctx,
  user: User,
  shownId: string,
  { name, kept }: { name?: string | null; kept: Partial<UserContext> },
): Promise<Result<User, NoSuchUser>> {
  const logto = { ...keptOf(user), ...kept };
  const updated = await updateUser(ctx, { userId: user.id, name, wireContext: { logto } });
  return updated.ok ? ok(updated.value) : noSuchUser(shownId);
}
