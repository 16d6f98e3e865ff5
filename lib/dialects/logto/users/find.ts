import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { findUser, findUserByNumber, hasPassword, type User } from "@/lib/users";
import { type LogtoError, logtoError } from "../errors";
import { readNumber } from "../ids";
import { toUserProfile } from "./user-profile";

export type NoSuchUser = LogtoError<"entity.not_exists_with_id">;

export const noSuchUser = (id: string) =>
  logtoError("entity.not_exists_with_id", { status: 404, slots: { name: "users", id } });

/** The user with this id. */
export async function loadUser(ctx: Ctx, id: string): Promise<Result<User, NoSuchUser>> {
  const number = readNumber(id);
  const row = number === null ? null : await findUserByNumber(ctx, number);
  const found = row?.ok ? await findUser(ctx, row.value.id) : null;
  return found?.ok ? ok(found.value) : noSuchUser(id);
}

/** The user as a backend sees one. */
export async function showUser(ctx: Ctx, user: User) {
  return toUserProfile(user, { hasPassword: await hasPassword(ctx, user.id) });
}
