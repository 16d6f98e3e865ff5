import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { createUser, type UserRow, updateUser } from "@/lib/users";
import { mergeUserContext, type UserStatus } from "./resources/user";

export interface UpdateUser {
  /** Undefined keeps the name, the empty text removes it. */
  fullName?: string;
  status?: UserStatus;
}

export interface CreateUser extends UpdateUser {
  explicitWebauthnID?: string;
}

/** Creates a user without identifiers: v2 adds those by calls of their own. */
export async function createUserV2(
  ctx: Ctx,
  { fullName, status, explicitWebauthnID }: CreateUser,
): Promise<UserRow> {
  const wireContext = mergeUserContext(null, {
    status,
    explicitWebauthnID: explicitWebauthnID || undefined,
  });
  const created = await createUser(ctx, { name: fullName || null, wireContext, identifiers: [] });
  if (!created.ok) throw new Error(`A user without identifiers was refused: ${created.refusal.code}.`);
  return created.value;
}

export async function updateUserV2(
  ctx: Ctx,
  user: UserRow,
  { fullName, status }: UpdateUser,
): Promise<Result<UserRow, { code: "user_not_found" }>> {
  const updated = await updateUser(ctx, {
    userId: user.id,
    name: fullName === undefined ? undefined : fullName || null,
    wireContext: status && mergeUserContext(user, { status }),
  });
  if (updated.ok) return ok(updated.value);
  if (updated.refusal.code === "user_not_found") return refuse({ code: "user_not_found" });
  throw new Error(`A change without an external id was refused: ${updated.refusal.code}.`);
}
