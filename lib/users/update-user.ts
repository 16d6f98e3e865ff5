import { isDeepStrictEqual } from "node:util";
import { type Ctx, forgetKeys, record } from "@/lib/access";
import { updateProject } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import type { UpdateUserRefusal } from "./refusals";
import { findRow, lockUser, updateRow } from "./repository";
import { inTransaction } from "./transaction";
import type { User } from "./user";

/** Omitted members keep their value; null clears one. */
export interface UpdateUser {
  userId: string;
  name?: string | null;
  externalId?: string | null;
  /** Dialects' own data, by dialect name. Other dialects' data stays. */
  wireContext?: Record<string, unknown>;
  /** A suspended user cannot sign in, and tokens that act for one are refused. */
  isSuspended?: boolean;
}

/** Changes a user's name, external id or dialects' own data. No change, no event. */
export async function updateUser(
  ctx: Ctx,
  { userId, name, externalId, wireContext, isSuspended }: UpdateUser,
): Promise<Result<User, UpdateUserRefusal>> {
  const projectId = ctx.project.id;
  const updated = await inTransaction(["external_id_taken"], async (tx) => {
    if (!(await lockUser(tx, projectId, userId))) return refuse({ code: "user_not_found" });
    const before = (await findRow(projectId, userId, tx))!;
    const fields = {
      name,
      externalId,
      wireContext: wireContext && { ...before.wireContext, ...wireContext },
    };
    const members: string[] = (["name", "externalId", "wireContext"] as const).filter(
      (member) => fields[member] !== undefined && !isDeepStrictEqual(fields[member], before[member]),
    );
    const becomes = isSuspended === (before.suspendedAt !== null) ? undefined : isSuspended;
    if (becomes !== undefined) members.push("isSuspended");
    if (members.length === 0) return ok(before);
    await updateRow(tx, projectId, userId, { ...fields, isSuspended: becomes });
    if (becomes) await updateProject(projectId, { hasSuspendedUsers: true }, tx);
    const suspension = becomes !== undefined && { isSuspended: becomes };
    await record(ctx, "user.updated", { userId, members, ...suspension }, tx);
    return ok((await findRow(projectId, userId, tx))!);
  });
  // They hold the project, which now says that it has suspended users.
  if (isSuspended) forgetKeys();
  return updated;
}
