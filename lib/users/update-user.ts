import { type Ctx, record } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import type { UpdateUserRefusal } from "./refusals";
import { findRow, lockUser, updateRow } from "./repository";
import { inTransaction } from "./transaction";
import type { User } from "./user";

/** What is left out stays, null clears. */
export interface UpdateUser {
  userId: string;
  name?: string | null;
  externalId?: string | null;
}

/** Changes a user's name or external id. What is already so is no change, and leaves no event. */
export async function updateUser(
  ctx: Ctx,
  { userId, name, externalId }: UpdateUser,
): Promise<Result<User, UpdateUserRefusal>> {
  const projectId = ctx.project.id;
  return inTransaction(["external_id_taken"], async (tx) => {
    if (!(await lockUser(tx, projectId, userId))) return refuse({ code: "user_not_found" });
    const before = (await findRow(projectId, userId, tx))!;
    const fields = { name, externalId };
    const members = (["name", "externalId"] as const).filter(
      (member) => fields[member] !== undefined && fields[member] !== before[member],
    );
    if (members.length === 0) return ok(before);
    await updateRow(tx, projectId, userId, fields);
    await record(ctx, "user.updated", { userId, members }, tx);
    return ok((await findRow(projectId, userId, tx))!);
  });
}
