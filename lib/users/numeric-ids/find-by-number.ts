import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import type { NoSuchIdentifier, NoSuchUser } from "../refusals";
import type { UserIdentifier } from "../user";
import { findIdentifierRowByNumber, findUserRowByNumber, type UserRow } from "./repository";

export type { UserRow } from "./repository";

/** The user whom a vendor knows by this number, without what they hold. */
export async function findUserByNumber(ctx: Ctx, number: bigint): Promise<Result<UserRow, NoSuchUser>> {
  const found = await findUserRowByNumber(ctx.project.id, number);
  return found ? ok(found) : refuse({ code: "user_not_found" });
}

/** The identifier of a user that a vendor knows by this number. */
export async function findIdentifierByNumber(
  ctx: Ctx,
  userId: string,
  number: bigint,
): Promise<Result<UserIdentifier, NoSuchIdentifier>> {
  const found = await findIdentifierRowByNumber(ctx.project.id, userId, number);
  return found ? ok(found) : refuse({ code: "identifier_not_found" });
}
