import { type Ctx, record } from "@/lib/access";
import { newId } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";
import { eventDataOf } from "./event-data";
import { type IdentifierInput, parseIdentifier } from "./identifier";
import type { AddRefusal } from "./refusals";
import { hasPrimary, insertIdentifiers, lockUser } from "./repository";
import { inTransaction } from "./transaction";
import type { UserIdentifier } from "./user";

export interface AddIdentifier {
  userId: string;
  identifier: IdentifierInput;
  /** The backend says that the user controls it: kept as `asserted` evidence. */
  isAsserted: boolean;
}

/**
 * Adds an identifier to a user; the first of its type becomes the primary one. Others may have the same one unverified,
 * but only one user of a project may hold it verified.
 */
export async function addIdentifier(
  ctx: Ctx,
  { userId, identifier, isAsserted }: AddIdentifier,
): Promise<Result<UserIdentifier, AddRefusal>> {
  const parsed = parseIdentifier(identifier);
  if (!parsed.ok) return parsed;
  const projectId = ctx.project.id;
  return inTransaction(["identifier_exists", "identifier_taken"], async (tx) => {
    if (!(await lockUser(tx, projectId, userId))) return refuse({ code: "user_not_found" });
    const isPrimary = !(await hasPrimary(tx, userId, parsed.value.type));
    const row = { ...parsed.value, id: newId(), projectId, userId, isPrimary, isAsserted };
    const [held] = await insertIdentifiers(tx, [row]);
    await record(ctx, "identifier.added", eventDataOf(held!), tx);
    return ok(held!);
  });
}
