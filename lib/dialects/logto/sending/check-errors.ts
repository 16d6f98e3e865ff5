import { never } from "@/lib/result";
import type { CheckRefusal } from "@/lib/verification";
import { type LogtoError, logtoError } from "../errors";

export type CheckCodeRefusal = LogtoError<
  | "verification_code.not_found"
  | "verification_code.email_mismatch"
  | "verification_code.phone_mismatch"
  | "verification_code.expired"
  | "verification_code.exceed_max_try"
  | "verification_code.code_mismatch"
>;

export const checkCodeRefusals = [
  "verification_code.not_found",
  "verification_code.email_mismatch",
  "verification_code.phone_mismatch",
  "verification_code.expired",
  "verification_code.exceed_max_try",
  "verification_code.code_mismatch",
] as const satisfies CheckCodeRefusal["code"][];

/** Why a code was refused, with the vendor's precedence: expiry before used-up tries. A used code is reported as not found. */
export function toCheckError(
  refusal: CheckRefusal,
  type: "email" | "phone",
): { ok: false; refusal: CheckCodeRefusal } {
  switch (refusal.code) {
    case "verification_not_found":
    case "already_verified":
    case "verification_canceled":
    case "identifier_taken":
      return logtoError("verification_code.not_found");
    case "identifier_mismatch":
      return logtoError(`verification_code.${type}_mismatch`);
    case "verification_expired":
      return logtoError("verification_code.expired");
    case "attempts_exhausted":
      return logtoError(refusal.isExpired ? "verification_code.expired" : "verification_code.exceed_max_try");
    case "guess_budget_exhausted":
      return logtoError("verification_code.exceed_max_try");
    case "code_mismatch":
      return logtoError("verification_code.code_mismatch");
    default:
      return never(refusal);
  }
}
