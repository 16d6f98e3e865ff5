import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import type { NoSuchIdentifier, NoSuchUser } from "../refusals";
import type { UserIdentifier } from "../user";
import { findIdentifierRowByNumber, findUserRowByNumber, type UserRow } from "./repository";

export type { UserRow } from "./repository";

/** The user with this number, a vendor's id, without identifiers and social accounts. */
export async function findUserByNumber(ctx: Ctx, number: bigint): Promise<Result<UserRow, NoSuchUser>> {
  const found = await findUserRowByNumber(ctx.project.id, number);
  return found ? ok(found) : refuse({ code: "user_not_found" });
}

/** A user's identifier with this number, a vendor's id. */
export async function findIdentifierByNumber(
  ctx: Ctx,
  userId: string,
  number: bigint,
): Promise<Result<UserIdentifier, NoSuchIdentifier>> {
  const found = await findIdentifierRowByNumber(ctx.project.id, userId, number);
  return found ? ok(found) : refuse({ code: "identifier_not_found" });
}
