import { type Ctx, record } from "@/lib/access";
import { db, type Tx } from "@/lib/db";
import { ok, type Result, refuse } from "@/lib/result";
import { eventDataOf } from "./event-data";
import type { NoSuchIdentifier } from "./refusals";
import { deleteIdentifierRow, findSuccessor, lockUser, movePrimary } from "./repository";
import type { UserIdentifier } from "./user";

export interface RemoveIdentifier {
  userId: string;
  identifierId: string;
}

/**
 * Removes an identifier and returns it. If it was primary, the oldest verified identifier of its type becomes primary, or
 * else the oldest.
 */
export async function removeIdentifier(
  ctx: Ctx,
  { userId, identifierId }: RemoveIdentifier,
): Promise<Result<UserIdentifier, NoSuchIdentifier>> {
  return db().transaction(async (tx) => {
    if (!(await lockUser(tx, ctx.project.id, userId))) return refuse({ code: "user_not_found" });
    return removeIdentifierIn(tx, ctx, { userId, identifierId });
  });
}

/** Must run in a transaction that has locked the user. */
export async function removeIdentifierIn(
  tx: Tx,
  ctx: Ctx,
  { userId, identifierId }: RemoveIdentifier,
): Promise<Result<UserIdentifier, NoSuchIdentifier>> {
  const removed = await deleteIdentifierRow(tx, { projectId: ctx.project.id, userId, identifierId });
  if (!removed) return refuse({ code: "identifier_not_found" });
  await record(ctx, "identifier.removed", eventDataOf(removed), tx);
  const successor = removed.isPrimary ? await findSuccessor(tx, removed) : undefined;
  if (successor) {
    const promoted = await movePrimary(tx, successor);
    await record(ctx, "identifier.made_primary", eventDataOf(promoted), tx);
  }
  return ok(removed);
}
