import type { SocialProfile } from "@/drizzle/schema";
import { type Ctx, record } from "@/lib/access";
import { db } from "@/lib/db";
import { newId } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";
import type { AddAccountRefusal } from "../refusals";
import { lockUser } from "../repository";
import type { SocialAccount } from "../user";
import { accountDataOf } from "./event-data";
import { findHolder, insertAsserted } from "./repository";

export interface AddSocialAccount {
  userId: string;
  /** A connector's target, or the name of a provider that no connector speaks to. */
  provider: string;
  /** Null: the backend does not know it, and whoever proves this subject at the provider fills it in. */
  issuer: string | null;
  subject: string;
  profile: SocialProfile;
}

/** Links an account that a backend vouches for. One user of a project may have it. */
export async function addSocialAccount(
  ctx: Ctx,
  account: AddSocialAccount,
): Promise<Result<SocialAccount, AddAccountRefusal>> {
  const projectId = ctx.project.id;
  return db().transaction(async (tx) => {
    if (!(await lockUser(tx, projectId, account.userId))) return refuse({ code: "user_not_found" });
    const added = await insertAsserted(tx, { ...account, id: newId(), projectId });
    if (!added) {
      const holder = await findHolder(tx, { ...account, projectId });
      return refuse({ code: holder === account.userId ? "social_account_exists" : "social_account_taken" });
    }
    await record(ctx, "social_account.added", accountDataOf(added), tx);
    return ok(added);
  });
}
