import { type Ctx, record } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { eventDataOf } from "../event-data";
import type { NoSuchIdentifier } from "../refusals";
import { findIdentifierRow, lockUser } from "../repository";
import { inTransaction } from "../transaction";
import type { UserIdentifier } from "../user";
import { type IdentifierStatus, identifierStatusOf } from "./identifier-status";
import { demotePrimary, updateIdentifierStatus } from "./repository";

export interface SetIdentifierStatus {
  userId: string;
  identifierId: string;
  status: IdentifierStatus;
}

type StandingRefusal = NoSuchIdentifier | { code: "identifier_taken" };

/**
 * Sets the status of an identifier as a backend asserts it, up or down. A proven identifier stays `proven` while it is
 * verified. The previous primary one stays verified.
 */
export async function setIdentifierStatus(
  ctx: Ctx,
  { userId, identifierId, status }: SetIdentifierStatus,
): Promise<Result<UserIdentifier, StandingRefusal>> {
  const projectId = ctx.project.id;
  return inTransaction(["identifier_taken"], async (tx): Promise<Result<UserIdentifier, StandingRefusal>> => {
    if (!(await lockUser(tx, projectId, userId))) return refuse({ code: "user_not_found" });
    const found = await findIdentifierRow({ projectId, userId, identifierId }, tx);
    if (!found) return refuse({ code: "identifier_not_found" });
    if (identifierStatusOf(found) === status) return ok(found);
    if (status === "primary") await demotePrimary(tx, found);
    const changed = await updateIdentifierStatus(tx, identifierId, status);
    await record(ctx, "identifier.status_changed", { ...eventDataOf(changed), status }, tx);
    return ok(changed);
  });
}
