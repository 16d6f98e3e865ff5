import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { createUser, type UserRow, updateUser } from "@/lib/users";
import { mergeUserContext, type UserStatus } from "./resources/user";

export interface WrittenUser {
  /** Left out: as it is. The empty text takes it away. */
  fullName?: string;
  status?: UserStatus;
  explicitWebauthnID?: string;
  /** The login name of v1. */
  name?: string;
}

/** Makes a user without identifiers, which have calls of their own. */
export async function makeUser(ctx: Ctx, { fullName, ...kept }: WrittenUser): Promise<UserRow> {
  const wireContext = mergeUserContext(null, {
    ...kept,
    explicitWebauthnID: kept.explicitWebauthnID || undefined,
  });
  const created = await createUser(ctx, { name: fullName || null, wireContext, identifiers: [] });
  if (!created.ok) throw new Error(`A user without identifiers was refused: ${created.refusal.code}.`);
  return created.value;
}

/** Changes what is given. */
export async function changeUser(
  ctx: Ctx,
  user: UserRow,
  { fullName, status }: WrittenUser,
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
