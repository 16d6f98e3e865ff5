import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { findUser, type User } from "@/lib/users";
import { type LogtoError, logtoError } from "../errors";

/** What a token must hold beyond `openid`. */
type UserScope = "profile" | "email" | "phone" | "identities" | "custom_data";

/** Whose token it is. Nobody else's reaches these endpoints. */
export function myId({ caller }: Ctx): string {
  if (caller.kind !== "user") throw new Error("The Account API is called by users only.");
  return caller.userId;
}

export function isGranted({ caller }: Ctx, scope: UserScope): boolean {
  return caller.kind === "user" && (caller.granted ?? []).includes(scope);
}

/** The user behind the token. One who was deleted a moment ago has no token any more. */
export async function findMe(ctx: Ctx): Promise<Result<User, LogtoError<"auth.unauthorized">>> {
  const user = await findUser(ctx, myId(ctx));
  return user.ok ? ok(user.value) : userGone();
}

export const userGone = () => logtoError("auth.unauthorized", { status: 401 });
