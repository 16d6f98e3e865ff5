import type { Ctx } from "@/lib/access";
import { createUser } from "./create-user";
import { listRows } from "./repository";
import type { User } from "./user";

/** The user with this external id, made if there is none. Of many calls at once one makes it, and all answer it. */
export async function findOrCreateUser(ctx: Ctx, externalId: string): Promise<User> {
  const found = await findByExternalId(ctx, externalId);
  if (found) return found;
  const made = await createUser(ctx, { externalId, identifiers: [] });
  if (made.ok) return made.value;
  // Another call was first: its user is found by asking again.
  if (made.refusal.code === "external_id_taken") return findOrCreateUser(ctx, externalId);
  throw new Error(`A user without identifiers was refused: ${made.refusal.code}.`);
}

/** The user that the backend, or a foreign issuer, knows by this id; null if there is none. */
export async function findByExternalId(ctx: Ctx, externalId: string): Promise<User | null> {
  const [found] = await listRows(ctx.project.id, { externalId, limit: 1 });
  return found ?? null;
}
