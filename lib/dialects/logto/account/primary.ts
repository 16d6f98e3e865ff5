import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { parseIdentifierLeniently, removeUnlessLast, replacePrimary } from "@/lib/users";
import { type LogtoError, logtoError } from "../errors";
import { toIdentifierInput, tooLong } from "../identifier";
import { blockedEmail, blocklistRefusals } from "../records/blocklist";
import { codeTypeOf, contextOf } from "../records/record";
import type { WireIdentifier } from "../wire";
import { findProof } from "./find-record";
import { isEditable } from "./gates";
import { findMe, isGranted, userGone } from "./me";
import { isSteppedUp, notSteppedUp } from "./step-up";

export const editRefusals = [
  "verification_record.permission_denied",
  "account_center.field_not_editable",
  "auth.unauthorized",
] as const;
type EditRefusal = LogtoError<(typeof editRefusals)[number]>;

/** The checks before an email address or phone number can change, in the vendor's order. */
async function mayEdit(
  ctx: Ctx,
  type: WireIdentifier["type"],
  headers: Headers,
): Promise<Result<undefined, EditRefusal>> {
  if (!(await isSteppedUp(ctx, headers))) return notSteppedUp();
  if (!isEditable(ctx, type)) return logtoError("account_center.field_not_editable");
  // 400 here, but 401 for the scope of identities, as on the vendor's server.
  return isGranted(ctx, type) ? ok(undefined) : logtoError("auth.unauthorized");
}

export const setPrimaryRefusals = [
  ...editRefusals,
  ...blocklistRefusals,
  "entity.value_too_long",
  "verification_record.not_found",
  "user.email_already_in_use",
  "user.phone_already_in_use",
] as const;

/** Makes a verified address or number the user's primary one, replacing the previous one. */
export async function setPrimary(
  ctx: Ctx,
  identifier: WireIdentifier,
  recordId: string,
  headers: Headers,
): Promise<Result<undefined, LogtoError<(typeof setPrimaryRefusals)[number]>>> {
  const may = await mayEdit(ctx, identifier.type, headers);
  if (!may.ok) return may;
  const blocked = identifier.type === "email" ? blockedEmail(ctx.project, identifier.value) : null;
  if (blocked) return blocked;
  const proof = await findProof(ctx, recordId, codeTypeOf(identifier));
  if (!proof.ok) return proof;
  if (contextOf(proof.value).identifier?.value !== identifier.value)
    return logtoError("verification_record.not_found");

  const read = parseIdentifierLeniently(toIdentifierInput(identifier));
  if (!read.ok) return tooLong(identifier) ?? logtoError("verification_record.not_found");
  const me = await findMe(ctx);
  if (!me.ok) return me;
  const replaced = await replacePrimary(ctx, {
    userId: me.value.id,
    identifier: read.value,
    provenBy: proof.value.id,
  });
  if (replaced.ok) return ok(undefined);
  return replaced.refusal.code === "user_not_found" ? userGone() : inUse(identifier.type);
}

export const inUse = (type: WireIdentifier["type"]) =>
  logtoError(`user.${type}_already_in_use`, { status: 422 });

export const removePrimaryRefusals = [...editRefusals, "user.last_sign_in_method_required"] as const;

/** Removes the user's address or number, unless it is their last identifier. Succeeds if there is none. */
export async function removePrimary(
  ctx: Ctx,
  type: WireIdentifier["type"],
  headers: Headers,
): Promise<Result<undefined, LogtoError<(typeof removePrimaryRefusals)[number]>>> {
  const may = await mayEdit(ctx, type, headers);
  if (!may.ok) return may;
  const me = await findMe(ctx);
  if (!me.ok) return me;
  const held = me.value.identifiers.find((one) => one.type === type && one.isPrimary);
  if (!held) return ok(undefined);
  const removed = await removeUnlessLast(ctx, { userId: me.value.id, identifierId: held.id });
  if (removed.ok) return ok(undefined);
  return removed.refusal.code === "last_identifier"
    ? logtoError("user.last_sign_in_method_required")
    : ok(undefined);
}
