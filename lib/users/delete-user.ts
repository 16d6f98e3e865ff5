import { type Ctx, record } from "@/lib/access";
import { db } from "@/lib/db";
import { ok, type Result, refuse } from "@/lib/result";
import type { NoSuchUser } from "./refusals";
import { deleteRow, findRow, lockUser } from "./repository";
import type { User } from "./user";

/**
 * Deletes a user with all identifiers and returns the deleted user. Verifications stay, as the record of what was
 * proven when.
 */
export async function deleteUser(ctx: Ctx, userId: string): Promise<Result<User, NoSuchUser>> {
  const projectId = ctx.project.id;
  return db().transaction(async (tx) => {
    if (!(await lockUser(tx, projectId, userId))) return refuse({ code: "user_not_found" });
    const user = (await findRow(projectId, userId, tx))!;
    await deleteRow(tx, projectId, userId);
    await record(ctx, "user.deleted", { userId }, tx);
    return ok(user);
  });
}
