import type { z } from "zod/v3";
import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { type LoadedVerification, provePassword } from "@/lib/verification";
import { type LogtoError, logtoError } from "../errors";
import { blockedEmail, blocklistRefusals } from "../records/blocklist";
import {
  type CheckRecordCodeRefusal,
  checkRecordCode,
  checkRecordCodeRefusals,
} from "../records/check-record-code";
import { localeOf } from "../records/locale";
import { blocked } from "../records/lockout";
import { recordPolicy } from "../records/policies";
import { codeTypeOf, type RecordContext } from "../records/record";
import { type SendCodeRefusal, sendCode, sendCodeRefusals } from "../sending/send-code";
import { keptOf, primaryOf } from "../users/user-profile";
import { findRecord } from "./find-record";
import { findMe } from "./me";
import { payloadOf } from "./payload";
import type { CheckCodeBody, ProvePasswordBody, StartCodeBody } from "./requests";

export const provePasswordRefusals = [
  "auth.unauthorized",
  "session.invalid_credentials",
  "user.suspended",
  "session.verification_blocked_too_many_attempts",
] as const;

/** Creates a record with the user's password. */
export async function provePasswordRecord(
  ctx: Ctx,
  { password }: z.output<typeof ProvePasswordBody>,
): Promise<Result<LoadedVerification, LogtoError<(typeof provePasswordRefusals)[number]>>> {
  const me = await findMe(ctx);
  if (!me.ok) return me;
  if (keptOf(me.value).isSuspended) return logtoError("user.suspended", { status: 401 });
  const { id: userId } = me.value;
  const wireContext: RecordContext = { type: "Password", identifier: { type: "userId", value: userId } };
  const policy = recordPolicy(ctx.project, "user");
  const proven = await provePassword(ctx, { policy, userId, password, wireContext });
  if (proven.ok) return proven;
  const { refusal } = proven;
  if (refusal.code === "guess_budget_exhausted") return blocked(refusal.retryAt, refusal.now);
  if (refusal.lockedUntil) return blocked(refusal.lockedUntil, refusal.now);
  return logtoError("session.invalid_credentials", { status: 422 });
}

export const startCodeRefusals = ["auth.unauthorized", ...blocklistRefusals, ...sendCodeRefusals] as const;

/**
 * Sends a code to an address or number. To the user's own one, it can prove that the user is present; to a new one, that it is
 * theirs. Whether another user has it is checked when it is bound.
 */
export async function startCodeRecord(
  ctx: Ctx,
  { identifier, templateType }: z.output<typeof StartCodeBody>,
  headers: Headers,
): Promise<Result<LoadedVerification, LogtoError<(typeof startCodeRefusals)[number]> | SendCodeRefusal>> {
  const me = await findMe(ctx);
  if (!me.ok) return me;
  const isOwn = primaryOf(me.value, identifier.type) === identifier.value;
  if (!isOwn && identifier.type === "email") {
    const refused = blockedEmail(ctx.project, identifier.value);
    if (refused) return refused;
  }
  const usage = isOwn ? (templateType ?? "UserPermissionValidation") : "BindNewIdentifier";
  const wireContext: RecordContext = { type: codeTypeOf(identifier), identifier, usage };
  return sendCode(ctx, {
    identifier,
    policy: recordPolicy(ctx.project),
    usage,
    payload: payloadOf(me.value, localeOf(ctx.project, headers)),
    userId: isOwn ? me.value.id : undefined,
    wireContext,
  });
}

export const checkCodeRecordRefusals = ["verification_record.not_found", ...checkRecordCodeRefusals] as const;

/** Verifies a record with the code sent to its address or number. */
export async function checkCodeRecord(
  ctx: Ctx,
  { identifier, verificationId, code }: z.output<typeof CheckCodeBody>,
): Promise<Result<LoadedVerification, LogtoError<"verification_record.not_found"> | CheckRecordCodeRefusal>> {
  const record = await findRecord(ctx, verificationId, codeTypeOf(identifier));
  if (!record.ok) return record;
  const checked = await checkRecordCode(ctx, { record: record.value, identifier, code });
  return checked.ok ? ok(checked.value) : checked;
}
