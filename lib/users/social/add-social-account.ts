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
  /** A connector's target, or the name of a provider without a connector. */
  provider: string;
  /** Null: the backend does not know the issuer. The first proof of this subject adds it. */
  issuer: string | null;
  subject: string;
  profile: SocialProfile;
  /** The verification that proved it. If omitted, a backend asserts it. */
  proven?: NewAccount["proven"];
  /**
   * Whether the user can have other accounts at this provider. `beside` (default): yes. `only`: refused if there is one.
   * `instead`: it replaces them.
   */
  place?: "beside" | "only" | "instead";
}

/** Links a proven or asserted account. Only one user of a project can have it. */
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
      // Another call was first. Rolling back restores what was removed.
      const taker = await findHolder(tx, { ...account, projectId });
      return rollBack({ code: taker === account.userId ? "social_account_exists" : "social_account_taken" });
    }
    await record(ctx, "social_account.added", accountDataOf(added), tx);
    return ok(added);
  });
}
