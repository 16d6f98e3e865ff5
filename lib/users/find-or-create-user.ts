import type { Ctx } from "@/lib/access";
import { createUser } from "./create-user";
import { listRows } from "./repository";
import type { User } from "./user";

/** Finds or creates the user with this external id. Of several parallel calls one creates it, and all return it. */
export async function findOrCreateUser(ctx: Ctx, externalId: string): Promise<User> {
  const found = await findByExternalId(ctx, externalId);
  if (found) return found;
  const made = await createUser(ctx, { externalId, identifiers: [] });
  if (made.ok) return made.value;
  // Another call was first, so find its user.
  if (made.refusal.code === "external_id_taken") return findOrCreateUser(ctx, externalId);
  throw new Error(`A user without identifiers was refused: ${made.refusal.code}.`);
}

/** The user with this id of the backend or a foreign issuer. Null if there is none. */
export async function findByExternalId(ctx: Ctx, externalId: string): Promise<User | null> {
  const [found] = await listRows(ctx.project.id, { externalId, limit: 1 });
  return found ?? null;
}
