import { type Ctx, record } from "@/lib/access";
import { db } from "@/lib/db";
import { ok, type Result, refuse } from "@/lib/result";
import { maskRecipient } from "../mask-recipient";
import { deleteRow, findRow, listRows, type Suppression, type SuppressionFilter } from "./repository";

export type SuppressionNotFound = { code: "suppression_not_found" };

/** Lets a recipient get messages again. Returns the deleted suppression. */
export async function deleteSuppression(
  ctx: Ctx,
  id: string,
): Promise<Result<Suppression, SuppressionNotFound>> {
  const deleted = await db().transaction(async (tx) => {
    const row = await deleteRow(ctx.project.id, id, tx);
    const facts = row && {
      channel: row.channel,
      recipient: maskRecipient(row.recipient),
      reason: row.reason,
    };
    if (facts) await record(ctx, "suppression.removed", facts, tx);
    return row;
  });
  return deleted ? ok(deleted) : refuse({ code: "suppression_not_found" });
}

export async function findSuppression(
  ctx: Ctx,
  id: string,
): Promise<Result<Suppression, SuppressionNotFound>> {
  const row = await findRow(ctx.project.id, id);
  return row ? ok(row) : refuse({ code: "suppression_not_found" });
}

/** Newest first. */
export async function listSuppressions(projectId: string, filter: SuppressionFilter): Promise<Suppression[]> {
  return listRows(projectId, filter);
}
