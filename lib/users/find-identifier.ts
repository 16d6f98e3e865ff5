import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import type { NoSuchIdentifier, NoSuchUser } from "./refusals";
import { findIdentifierRow, findRow, listIdentifierRows, type Page } from "./repository";
import type { UserIdentifier } from "./user";

export async function findIdentifier(
  ctx: Ctx,
  userId: string,
  identifierId: string,
): Promise<Result<UserIdentifier, NoSuchIdentifier>> {
  const found = await findIdentifierRow({ projectId: ctx.project.id, userId, identifierId });
  if (found) return ok(found);
  const user = await findRow(ctx.project.id, userId);
  return refuse(user ? { code: "identifier_not_found" } : { code: "user_not_found" });
}

/** A user's identifiers, newest first. */
export async function listIdentifiers(
  ctx: Ctx,
  userId: string,
  page: Page,
): Promise<Result<UserIdentifier[], NoSuchUser>> {
  const rows = await listIdentifierRows(ctx.project.id, userId, page);
  if (rows.length > 0 || (await findRow(ctx.project.id, userId))) return ok(rows);
  return refuse({ code: "user_not_found" });
}
