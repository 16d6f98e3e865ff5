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
  /** The backend knows that the user controls it. Stored with the evidence `asserted`. */
  isAsserted: boolean;
}

/**
 * Adds an identifier to a user. The first of its type becomes primary. Other users can have it unverified, but only one
 * user of a project can have it verified.
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
