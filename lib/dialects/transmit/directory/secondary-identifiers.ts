import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import {
  type IdentifierInput,
  parseIdentifierLeniently,
  removeIdentifier,
  setIdentifierStatus,
  type UserIdentifier,
} from "@/lib/users";
import type { TransmitRefusal } from "../refusals";
import { readUser } from "../subject";

type Missing = { code: "user_not_found" } | { code: "identifier_not_found" };

/** Finds a user's identifier by its value. */
async function findHeld(
  ctx: Ctx,
  userId: string,
  identifier: IdentifierInput | null,
): Promise<Result<UserIdentifier, Missing>> {
  const user = await readUser(ctx, userId);
  if (!user.ok) return user;
  const read = identifier && parseIdentifierLeniently(identifier);
  const held = user.value.identifiers.find(
    ({ type, normalized }) => read?.ok && type === read.value.type && normalized === read.value.normalized,
  );
  return held ? ok(held) : refuse({ code: "identifier_not_found" });
}

/** Marks an identifier as verified because a backend asserts it. */
export async function assertVerified(
  ctx: Ctx,
  userId: string,
  identifier: IdentifierInput | null,
  becomesPrimary: boolean,
): Promise<Result<void, Missing | Extract<TransmitRefusal, { code: "already_verified" }>>> {
  const held = await findHeld(ctx, userId, identifier);
  if (!held.ok) return held;
  const { id, userId: owner, type, isPrimary } = held.value;
  const status = isPrimary || becomesPrimary ? "primary" : "verified";
  const changed = await setIdentifierStatus(ctx, { userId: owner, identifierId: id, status });
  if (changed.ok) return ok(undefined);
  if (changed.refusal.code !== "identifier_taken") return refuse(changed.refusal);
  return refuse({ code: "already_verified", type: type === "email" ? "email" : "phone" });
}

/** Removes a secondary identifier. A primary one can only be replaced, with `PUT /v1/users/{user_id}`. */
export async function removeSecondary(
  ctx: Ctx,
  userId: string,
  identifier: IdentifierInput | null,
): Promise<Result<void, Missing | { code: "identifier_primary"; type: "email" | "phone" }>> {
  const held = await findHeld(ctx, userId, identifier);
  if (!held.ok) return held;
  const { isPrimary, type } = held.value;
  if (isPrimary) return refuse({ code: "identifier_primary", type: type === "email" ? "email" : "phone" });
  const removed = await removeIdentifier(ctx, { userId: held.value.userId, identifierId: held.value.id });
  return removed.ok ? ok(undefined) : removed;
}
