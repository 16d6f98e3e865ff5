import { type Ctx, record } from "@/lib/access";
import { db } from "@/lib/db";
import { ok, type Result, refuse } from "@/lib/result";
import { eventDataOf } from "./event-data";
import type { NoSuchIdentifier } from "./refusals";
import { findIdentifierRow, lockUser, movePrimary } from "./repository";
import type { UserIdentifier } from "./user";

export interface MakePrimary {
  userId: string;
  identifierId: string;
}

/** Makes an identifier the primary one of its type. Safe to repeat. */
export async function makePrimary(
  ctx: Ctx,
  { userId, identifierId }: MakePrimary,
): Promise<Result<UserIdentifier, NoSuchIdentifier>> {
  const projectId = ctx.project.id;
  return db().transaction(async (tx) => {
    if (!(await lockUser(tx, projectId, userId))) return refuse({ code: "user_not_found" });
    const found = await findIdentifierRow({ projectId, userId, identifierId }, tx);
    if (!found) return refuse({ code: "identifier_not_found" });
    if (found.isPrimary) return ok(found);
    const primary = await movePrimary(tx, found);
    await record(ctx, "identifier.made_primary", eventDataOf(primary), tx);
    return ok(primary);
  });
}
