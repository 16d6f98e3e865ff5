import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { checkCode, type LoadedVerification } from "@/lib/verification";
import { type LogtoError, logtoError } from "../errors";
import { toIdentifierInput } from "../identifier";
import { type CheckCodeRefusal, checkCodeRefusals, toCheckError } from "../sending/check-errors";
import type { WireIdentifier } from "../wire";
import { blocked } from "./lockout";

export interface CheckRecordCode {
  record: LoadedVerification;
  /** The recipient of the code, according to the caller. */
  identifier: WireIdentifier;
  code: string;
}

export type CheckRecordCodeRefusal =
  | CheckCodeRefusal
  | LogtoError<"session.verification_blocked_too_many_attempts">;

export const checkRecordCodeRefusals = [
  ...checkCodeRefusals,
  "session.verification_blocked_too_many_attempts",
] as const satisfies CheckRecordCodeRefusal["code"][];

/** Verifies a record's code. Wrong codes also count for the identifier; the last one allowed is reported as the lock. */
export async function checkRecordCode(
  ctx: Ctx,
  { record, identifier, code }: CheckRecordCode,
): Promise<Result<LoadedVerification, CheckRecordCodeRefusal>> {
  // Like the vendor, reports an empty code as not found.
  if (code === "") return logtoError("verification_code.not_found");
  const checked = await checkCode(ctx, {
    verificationId: record.id,
    code,
    isEveryAnswerCounted: true,
    expect: { identifier: toIdentifierInput(identifier), policyName: record.policyName },
  });
  if (checked.ok) return ok(checked.value);
  const { refusal } = checked;
  if (refusal.code === "guess_budget_exhausted") return blocked(refusal.retryAt, refusal.now);
  if (refusal.code === "code_mismatch" && refusal.lockedUntil && refusal.now)
    return blocked(refusal.lockedUntil, refusal.now);
  return toCheckError(refusal, identifier.type);
}
