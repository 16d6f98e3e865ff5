import type { z } from "zod/v3";
import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { type LoadedVerification, provePassword } from "@/lib/verification";
import { type LogtoError, logtoError } from "../errors";
import { toIdentifierInput } from "../identifier";
import { blocked } from "../records/lockout";
import { experiencePolicy } from "../records/policies";
import type { RecordContext } from "../records/record";
import { findUserIdBy } from "./find-user";
import { keepRecord } from "./interaction";
import type { VerifyPasswordBody } from "./requests";

export const passwordRefusals = [
  "session.invalid_credentials",
  "session.verification_blocked_too_many_attempts",
] as const;

/**
 * Verifies a user's password. An unknown identifier gets the same response as a wrong password, after the same time. Wrong ones
 * count for the identifier, together with wrong codes for it.
 */
export async function provePasswordRecord(
  ctx: Ctx,
  { identifier: named, password }: z.output<typeof VerifyPasswordBody>,
): Promise<Result<LoadedVerification, LogtoError<(typeof passwordRefusals)[number]>>> {
  const wireContext: RecordContext = { type: "Password", identifier: named };
  const proven = await provePassword(ctx, {
    policy: experiencePolicy(ctx.project),
    userId: await findUserIdBy(ctx, named),
    password,
    identifier:
      named.type === "username"
        ? { username: named.value }
        : toIdentifierInput({ type: named.type, value: named.value }),
    wireContext,
  });
  if (proven.ok) {
    await keepRecord(ctx, "Password", proven.value.id);
    return ok(proven.value);
  }
  const { refusal } = proven;
  if (refusal.code === "guess_budget_exhausted") return blocked(refusal.retryAt, refusal.now);
  if (refusal.lockedUntil) return blocked(refusal.lockedUntil, refusal.now);
  return logtoError("session.invalid_credentials", { status: 422 });
}
