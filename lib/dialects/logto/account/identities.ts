import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { addSocialAccount, hasPassword, removeUnlessLast } from "@/lib/users";
import { type LogtoError, logtoError } from "../errors";
import { accountOf } from "../records/social-proof";
import { findProof } from "./find-record";
import { isEditable } from "./gates";
import { findMe, isGranted, userGone } from "./me";
import { canStepUp } from "./read-account";
import { isSteppedUp, notSteppedUp } from "./step-up";

export const linkRefusals = [
  "account_center.field_not_editable",
  "auth.unauthorized",
  "verification_record.permission_denied",
  "verification_record.not_found",
  "user.identity_already_in_use",
] as const;

/**
 * Links a verified account to the user: as the only one at its provider or, with `instead`, replacing the previous ones. Users
 * who have nothing to step up with need not.
 */
export async function linkIdentity(
  ctx: Ctx,
  recordId: string,
  place: "only" | "instead",
  headers: Headers,
): Promise<Result<undefined, LogtoError<(typeof linkRefusals)[number]>>> {
  if (!isEditable(ctx, "social")) return logtoError("account_center.field_not_editable");
  if (!isGranted(ctx, "identities")) return userGone();
  const me = await findMe(ctx);
  if (!me.ok) return me;
  const { id: userId } = me.value;
  if (canStepUp(me.value, await hasPassword(ctx, userId)) && !(await isSteppedUp(ctx, headers)))
    return notSteppedUp();
  const proof = await findProof(ctx, recordId, "Social");
  if (!proof.ok) return proof;
  const linked = await addSocialAccount(ctx, { userId, ...accountOf(proof.value), place });
  if (linked.ok) return ok(undefined);
  switch (linked.refusal.code) {
    case "user_not_found":
      return userGone();
    case "social_account_taken":
      return logtoError("user.identity_already_in_use", { status: 422 });
    case "social_account_exists":
      return logtoError("user.identity_already_in_use");
  }
}

export const unlinkRefusals = [
  "verification_record.permission_denied",
  "account_center.field_not_editable",
  "auth.unauthorized",
  "user.identity_not_exist",
  "user.last_sign_in_method_required",
] as const;

/** Unlinks the user's account at a provider, unless it is their last identifier. */
export async function unlinkIdentity(
  ctx: Ctx,
  target: string,
  headers: Headers,
): Promise<Result<undefined, LogtoError<(typeof unlinkRefusals)[number]>>> {
  if (!(await isSteppedUp(ctx, headers))) return notSteppedUp();
  if (!isEditable(ctx, "social")) return logtoError("account_center.field_not_editable");
  // 400 here, but 401 for linking, as on the vendor's server.
  if (!isGranted(ctx, "identities")) return logtoError("auth.unauthorized");
  const me = await findMe(ctx);
  if (!me.ok) return me;
  const account = me.value.socialAccounts.find(({ provider }) => provider === target);
  if (!account) return logtoError("user.identity_not_exist", { status: 404 });
  const removed = await removeUnlessLast(ctx, { userId: me.value.id, socialAccountId: account.id });
  if (removed.ok) return ok(undefined);
  return removed.refusal.code === "last_identifier"
    ? logtoError("user.last_sign_in_method_required")
    : logtoError("user.identity_not_exist", { status: 404 });
}
