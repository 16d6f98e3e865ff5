import { type Ctx, record } from "@/lib/access";
import { newId } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";
import { eventDataOf } from "./event-data";
import type { Identifier } from "./identifier";
import { findHolder, lockValue } from "./identifier-status/repository";
import type { NoSuchUser } from "./refusals";
import {
  confirmIdentifier,
  deleteIdentifierRow,
  findOwn,
  findPrimary,
  insertIdentifiers,
  lockUser,
  movePrimary,
} from "./repository";
import { inTransaction } from "./transaction";

export interface ReplacePrimary {
  userId: string;
  identifier: Identifier;
  /** The verification that proved it. If omitted, it is unverified. */
  provenBy?: string;
}

type ReplaceRefusal = NoSuchUser | { code: "identifier_exists" } | { code: "identifier_taken" };

/**
 * Replaces a user's primary identifier of a type; the previous one is removed. With the same value, only its evidence
 * changes. Refuses a value that another user has, verified or not, and, if unproven, one the user also has as a secondary
 * identifier.
 */
export async function replacePrimary(
  ctx: Ctx,
  { userId, identifier, provenBy }: ReplacePrimary,
): Promise<Result<void, ReplaceRefusal>> {
  const projectId = ctx.project.id;
  const { type, normalized } = identifier;
  return inTransaction(
    ["identifier_exists", "identifier_taken"],
    async (tx): Promise<Result<void, ReplaceRefusal>> => {
      await lockValue(tx, { projectId, type, normalized });
      if (!(await lockUser(tx, projectId, userId))) return refuse({ code: "user_not_found" });
      const before = await findPrimary(tx, userId, type);
      if (before?.normalized === normalized && provenBy === undefined) return ok(undefined);
      const holder = await findHolder(tx, { projectId, type, normalized });
      if (holder && holder !== userId) return refuse({ code: "identifier_taken" });
      const own = provenBy === undefined ? undefined : await findOwn(tx, userId, identifier);
      const removed =
        before &&
        before.id !== own?.id &&
        (await deleteIdentifierRow(tx, { projectId, userId, identifierId: before.id }));
      if (removed) await record(ctx, "identifier.removed", eventDataOf(removed), tx);
      if (own && provenBy !== undefined) {
        await confirmIdentifier(tx, own.id, provenBy);
        const primary = await movePrimary(tx, own);
        await record(ctx, "identifier.made_primary", eventDataOf(primary), tx);
        return ok(undefined);
      }
      const row = {
        ...identifier,
        id: newId(),
        projectId,
        userId,
        isPrimary: true,
        isAsserted: false,
        provenBy,
      };
      const [held] = await insertIdentifiers(tx, [row]);
      await record(ctx, "identifier.added", eventDataOf(held!), tx);
      return ok(undefined);
    },
  );
}
