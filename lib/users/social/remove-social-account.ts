import { type Ctx, record } from "@/lib/access";
import { db, type Tx } from "@/lib/db";
import { ok, type Result, refuse } from "@/lib/result";
import type { NoSuchAccount } from "../refusals";
import { lockUser } from "../repository";
import type { SocialAccount } from "../user";
import { accountDataOf } from "./event-data";
import { deleteAccountRow } from "./repository";

export interface RemoveSocialAccount {
  userId: string;
  socialAccountId: string;
}

/** Unlinks an account and returns it. The verification that proved it stays on record. */
export async function removeSocialAccount(
  ctx: Ctx,
  { userId, socialAccountId }: RemoveSocialAccount,
): Promise<Result<SocialAccount, NoSuchAccount>> {
  return db().transaction(async (tx) => {
    if (!(await lockUser(tx, ctx.project.id, userId))) return refuse({ code: "user_not_found" });
    return removeSocialAccountIn(tx, ctx, { userId, socialAccountId });
  });
}

/** Must run in a transaction that has locked the user. */
export async function removeSocialAccountIn(
  tx: Tx,
  ctx: Ctx,
  { userId, socialAccountId }: RemoveSocialAccount,
): Promise<Result<SocialAccount, NoSuchAccount>> {
  const removed = await deleteAccountRow(tx, { projectId: ctx.project.id, userId, socialAccountId });
  if (!removed) return refuse({ code: "social_account_not_found" });
  await record(ctx, "social_account.removed", accountDataOf(removed), tx);
  return ok(removed);
}
