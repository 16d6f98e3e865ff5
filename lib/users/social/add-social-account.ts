import type { SocialProfile } from "@/drizzle/schema";
import { type Ctx, record } from "@/lib/access";
import { newId } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";
import type { AddAccountRefusal } from "../refusals";
import { lockUser } from "../repository";
import { inTransaction, rollBack } from "../transaction";
import type { SocialAccount } from "../user";
import { accountDataOf } from "./event-data";
import { deleteAccountRow, findHolder, insertAccount, listRowsAt, type NewAccount } from "./repository";

export interface AddSocialAccount {
  userId: string;
  /** A connector's target, or the name of a provider that no connector speaks to. */
  provider: string;
  /** Null: the backend does not know it, and whoever proves this subject at the provider fills it in. */
  issuer: string | null;
  subject: string;
  profile: SocialProfile;
  /** The verification that proved it. Left out: a backend vouches for it. */
  proven?: NewAccount["proven"];
  /**
   * Whether the user may have others at this provider: left out, it stands `beside` them; as the `only` one it is refused
   * where there is any; it may come `instead` of them.
   */
  place?: "beside" | "only" | "instead";
}

/** Links an account that was proven, or that a backend vouches for. One user of a project may have it. */
export async function addSocialAccount(
  ctx: Ctx,
  { place = "beside", ...account }: AddSocialAccount,
): Promise<Result<SocialAccount, AddAccountRefusal>> {
  const projectId = ctx.project.id;
  return inTransaction([], async (tx): Promise<Result<SocialAccount, AddAccountRefusal>> => {
    if (!(await lockUser(tx, projectId, account.userId))) return refuse({ code: "user_not_found" });
    const holder = await findHolder(tx, { ...account, projectId });
    if (holder && holder !== account.userId) return refuse({ code: "social_account_taken" });
    const others = place === "beside" ? [] : await listRowsAt(tx, account);
    if (place === "only" && others.length > 0) return refuse({ code: "social_account_exists" });
    for (const { id: socialAccountId, userId } of others) {
      const removed = await deleteAccountRow(tx, { projectId, userId, socialAccountId });
      await record(ctx, "social_account.removed", accountDataOf(removed!), tx);
    }
    const added = await insertAccount(tx, { ...account, id: newId(), projectId });
    if (!added) {
      // Somebody was first since we looked: what was removed for it comes back.
      const taker = await findHolder(tx, { ...account, projectId });
      return rollBack({ code: taker === account.userId ? "social_account_exists" : "social_account_taken" });
    }
    await record(ctx, "social_account.added", accountDataOf(added), tx);
    return ok(added);
  });
}
