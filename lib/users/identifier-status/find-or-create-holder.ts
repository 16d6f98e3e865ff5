import { type Ctx, record } from "@/lib/access";
import { db } from "@/lib/db";
import { newId } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";
import { eventDataOf } from "../event-data";
import type { NoSuchUser } from "../refusals";
import { insertUser } from "../repository";
import { findHolder, insertIdentifierWithStatus, lockValue, type PlainIdentifier } from "./repository";

export interface FindOrCreateHolder {
  identifier: PlainIdentifier;
  /** Creates a user with the unverified identifier if no user has it. */
  create: boolean;
  /** For a user that is created. */
  name: string | null;
  wireContext?: Record<string, unknown>;
}

/**
 * The user with this identifier: the one who has it verified, or else the first one. Of several parallel calls one creates
 * the user, and all return it.
 */
export async function findOrCreateHolder(
  ctx: Ctx,
  { identifier, create, name, wireContext }: FindOrCreateHolder,
): Promise<Result<string, NoSuchUser>> {
  const projectId = ctx.project.id;
  const { type, value, normalized } = identifier;
  return db().transaction(async (tx) => {
    if (create) await lockValue(tx, { projectId, type, normalized });
    const holder = await findHolder(tx, { projectId, type, normalized });
    if (holder) return ok(holder);
    if (!create) return refuse({ code: "user_not_found" });
    const user = await insertUser(tx, projectId, { name, wireContext });
    const row = { id: newId(), projectId, userId: user.id, type, value, normalized };
    const held = await insertIdentifierWithStatus(tx, row, "unverified");
    await record(ctx, "user.created", { userId: user.id, identifiers: [eventDataOf(held)] }, tx);
    return ok(user.id);
  });
}
