import { type Ctx, record } from "@/lib/access";
import { db } from "@/lib/db";
import { ok, type Result, refuse } from "@/lib/result";
import { eventDataOf } from "./event-data";
import type { NoSuchIdentifier } from "./refusals";
import { deleteIdentifierRow, findSuccessor, lockUser, movePrimary } from "./repository";
import type { HeldIdentifier } from "./user";

export interface RemoveIdentifier {
  userId: string;
  identifierId: string;
}

/**
 * Removes an identifier, and answers it as it was. Where it was the primary one, the oldest verified other of its type
 * follows, else the oldest.
 */
export async function removeIdentifier(
  ctx: Ctx,
  { userId, identifierId }: RemoveIdentifier,
): Promise<Result<HeldIdentifier, NoSuchIdentifier>> {
  const projectId = ctx.project.id;
  return db().transaction(async (tx) => {
    if (!(await lockUser(tx, projectId, userId))) return refuse({ code: "user_not_found" });
    const removed = await deleteIdentifierRow(tx, { projectId, userId, identifierId });
    if (!removed) return refuse({ code: "identifier_not_found" });
    await record(ctx, "identifier.removed", eventDataOf(removed), tx);
    const successor = removed.isPrimary ? await findSuccessor(tx, removed) : undefined;
    if (successor) {
      const promoted = await movePrimary(tx, successor);
      await record(ctx, "identifier.made_primary", eventDataOf(promoted), tx);
    }
    return ok(removed);
  });
}
