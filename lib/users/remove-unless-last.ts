import type { Ctx } from "@/lib/access";
import { db } from "@/lib/db";
import { ok, type Result, refuse } from "@/lib/result";
import type { NoSuchAccount, NoSuchIdentifier } from "./refusals";
import { removeIdentifierIn } from "./remove-identifier";
import { findRow, lockUser } from "./repository";
import { removeSocialAccountIn } from "./social/remove-social-account";

/** One of a user's identifiers or social accounts. */
export type RemoveUnlessLast = { userId: string } & ({ identifierId: string } | { socialAccountId: string });

type Refused = NoSuchIdentifier | NoSuchAccount | { code: "last_identifier" };

/** Removes an identifier or account, unless it is the last way to find the user. */
export async function removeUnlessLast(ctx: Ctx, what: RemoveUnlessLast): Promise<Result<void, Refused>> {
  const projectId = ctx.project.id;
  return db().transaction(async (tx): Promise<Result<void, Refused>> => {
    if (!(await lockUser(tx, projectId, what.userId))) return refuse({ code: "user_not_found" });
    const { identifiers, socialAccounts } = (await findRow(projectId, what.userId, tx))!;
    const all: { id: string }[] = [...identifiers, ...socialAccounts];
    const id = "identifierId" in what ? what.identifierId : what.socialAccountId;
    if (all.length === 1 && all[0]!.id === id) return refuse({ code: "last_identifier" });
    const removed =
      "identifierId" in what
        ? await removeIdentifierIn(tx, ctx, what)
        : await removeSocialAccountIn(tx, ctx, what);
    return removed.ok ? ok(undefined) : removed;
  });
}
