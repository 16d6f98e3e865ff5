import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { checkCode, type Read } from "@/lib/verification";
import { type LogtoError, no } from "../errors";
import { toGiven } from "../identifier";
import { exactCode } from "../sending/exact-code";
import { type CheckCodeRefusal, checkCodeRefusals, sayCheck } from "../sending/say-check";
import type { WireIdentifier } from "../wire";
import { blocked } from "./lockout";

export interface CheckRecordCode {
  record: Read;
  /** Whom the code is said to have gone to. */
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

/** Answers a record with a code. Wrong ones are counted by the identifier too; the last that it allows says so itself. */
export async function checkRecordCode(
  ctx: Ctx,
  { record, identifier, code }: CheckRecordCode,
): Promise<Result<Read, CheckRecordCodeRefusal>> {
  // The vendor looks for no code where none was given.
  if (code === "") return no("verification_code.not_found");
  const checked = await checkCode(ctx, {
    verificationId: record.id,
    code: exactCode(code),
    expect: { identifier: toGiven(identifier), policyName: record.policyName },
  });
  if (checked.ok) return ok(checked.value);
  const { refusal } = checked;
  if (refusal.code === "guess_budget_exhausted") return blocked(refusal.retryAt, refusal.now);
  if (refusal.code === "code_mismatch" && refusal.lockedUntil && refusal.now)
    return blocked(refusal.lockedUntil, refusal.now);
  return sayCheck(refusal, identifier.type);
}
