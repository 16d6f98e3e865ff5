import { z } from "zod";
import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { findUser, hasPassword, setFirstPassword, type User } from "@/lib/users";
import { callingUser } from "../subject";
import { renameUser } from "./change-user";
import type { WriteRefusal } from "./create-user";

export const PasswordRegistered = z.strictObject({
  result: z.strictObject({ message: z.literal("Password registered") }),
});

export interface RegisterPassword {
  password: string;
  username?: string;
}

type RegisterRefusal = WriteRefusal | { code: "user_not_found" } | { code: "password_exists" };

/** Sets the first password of the signed-in user, who needs a username or a verified email address to sign in with it. */
export async function registerPassword(
  ctx: Ctx,
  { password, username }: RegisterPassword,
): Promise<Result<z.input<typeof PasswordRegistered>, RegisterRefusal>> {
  const user = await findUser(ctx, callingUser(ctx).userId);
  if (!user.ok) return user;
  const userId = user.value.id;
  if (await hasPassword(ctx, userId)) return refuse({ code: "password_exists" });
  if (username === undefined && !canSignIn(user.value))
    return refuse({ code: "value_refused", texts: ["username should not be empty"] });
  const renamed = username === undefined ? ok(undefined) : await renameUser(ctx, user.value, username);
  if (!renamed.ok) return renamed;
  const set = await setFirstPassword(ctx, { userId, password });
  return set.ok ? ok({ result: { message: "Password registered" } }) : set;
}

function canSignIn({ identifiers }: User): boolean {
  return identifiers.some(
    ({ type, isPrimary, verifiedAt }) =>
      type === "username" || (type === "email" && isPrimary && verifiedAt !== null),
  );
}
