import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { findUser, type User } from "@/lib/users";
import { type LogtoError, logtoError } from "../errors";

/** Scopes that a token needs besides `openid`. */
type UserScope = "profile" | "email" | "phone" | "identities" | "custom_data";

/** The user whose token it is. Other callers never get here. */
export function myId({ caller }: Ctx): string {
  if (caller.kind !== "user") throw new Error("The Account API is called by users only.");
  return caller.userId;
}

export function isGranted({ caller }: Ctx, scope: UserScope): boolean {
  return caller.kind === "user" && (caller.granted ?? []).includes(scope);
}

/** The token's user. A user who has just been deleted gets the error for an invalid token. */
export async function findMe(ctx: Ctx): Promise<Result<User, LogtoError<"auth.unauthorized">>> {
  const user = await findUser(ctx, myId(ctx));
  return user.ok ? ok(user.value) : userGone();
}

export const userGone = () => logtoError("auth.unauthorized", { status: 401 });
