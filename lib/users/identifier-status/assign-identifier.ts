import { type Ctx, record } from "@/lib/access";
import { newId } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";
import { eventDataOf } from "../event-data";
import type { NoSuchUser } from "../refusals";
import { lockUser } from "../repository";
import { inTransaction } from "../transaction";
import type { UserIdentifier } from "../user";
import type { IdentifierStatus } from "./identifier-status";
import {
  demotePrimary,
  findHolder,
  insertIdentifierWithStatus,
  isHeldVerified,
  lockValue,
  type PlainIdentifier,
} from "./repository";

export interface AssignIdentifier {
  userId: string;
  /** As the dialect parsed it. This verb does not validate it. */
  identifier: PlainIdentifier;
  status: IdentifierStatus;
  /** Refuses an identifier that any other user has, verified or not. */
  isUnique?: boolean;
  wireContext?: Record<string, unknown>;
}

type AssignRefusal = NoSuchUser | { code: "identifier_exists" } | { code: "identifier_taken" };

/**
 * Adds an identifier with the status that a backend asserts. Stricter than `addIdentifier`: an identifier another user has
 * verified is refused even if unverified, and nothing becomes primary unless requested.
 */
export async function assignIdentifier(
  ctx: Ctx,
  { userId, identifier, status, isUnique = false, wireContext }: AssignIdentifier,
): Promise<Result<UserIdentifier, AssignRefusal>> {
  const projectId = ctx.project.id;
  return inTransaction(
    ["identifier_exists", "identifier_taken"],
    async (tx): Promise<Result<UserIdentifier, AssignRefusal>> => {
      if (isUnique) await lockValue(tx, { ...identifier, projectId });
      if (!(await lockUser(tx, projectId, userId))) return refuse({ code: "user_not_found" });
      if (await isHeldVerified(tx, { ...identifier, projectId, otherThan: userId })) {
        return refuse({ code: "identifier_taken" });
      }
      const holder = isUnique ? await findHolder(tx, { ...identifier, projectId }) : userId;
      if (holder && holder !== userId) return refuse({ code: "identifier_taken" });
      if (status === "primary") await demotePrimary(tx, { userId, type: identifier.type });
      const row = { ...identifier, id: newId(), projectId, userId, wireContext };
      const held = await insertIdentifierWithStatus(tx, row, status);
      await record(ctx, "identifier.added", eventDataOf(held), tx);
      return ok(held);
    },
  );
}
