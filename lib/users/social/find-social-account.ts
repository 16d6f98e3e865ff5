import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import type { NoSuchAccount, NoSuchUser } from "../refusals";
import { findRow, type Page } from "../repository";
import type { SocialAccount } from "../user";
import { findAccountRow, listAccountRows } from "./repository";

export async function findSocialAccount(
  ctx: Ctx,
  userId: string,
  socialAccountId: string,
): Promise<Result<SocialAccount, NoSuchAccount>> {
  const found = await findAccountRow({ projectId: ctx.project.id, userId, socialAccountId });
  if (found) return ok(found);
  const user = await findRow(ctx.project.id, userId);
  return refuse(user ? { code: "social_account_not_found" } : { code: "user_not_found" });
}

/** A user's social accounts, newest first. */
export async function listSocialAccounts(
  ctx: Ctx,
  userId: string,
  page: Page,
): Promise<Result<SocialAccount[], NoSuchUser>> {
  const rows = await listAccountRows(ctx.project.id, userId, page);
  if (rows.length > 0 || (await findRow(ctx.project.id, userId))) return ok(rows);
  return refuse({ code: "user_not_found" });
}
