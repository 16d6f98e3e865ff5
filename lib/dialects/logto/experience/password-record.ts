import type { z } from "zod/v3";
import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { provePassword, type Read } from "@/lib/verification";
import { type LogtoError, no } from "../errors";
import { toGiven } from "../identifier";
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
 * Proves a user by name and password. An unknown name is answered as a wrong password is, and as slowly; wrong ones count
 * for the name, together with wrong codes for it.
 */
export async function provePasswordRecord(
  ctx: Ctx,
  { identifier: named, password }: z.output<typeof VerifyPasswordBody>,
): Promise<Result<Read, LogtoError<(typeof passwordRefusals)[number]>>> {
  const wireContext: RecordContext = { type: "Password", identifier: named };
  const proven = await provePassword(ctx, {
    policy: experiencePolicy(ctx.project),
    userId: await findUserIdBy(ctx, named),
    password,
    identifier:
      named.type === "username"
        ? { username: named.value }
        : toGiven({ type: named.type, value: named.value }),
    wireContext,
  });
  if (proven.ok) {
    await keepRecord(ctx, "Password", proven.value.id);
    return ok(proven.value);
  }
  const { refusal } = proven;
  if (refusal.code === "guess_budget_exhausted") return blocked(refusal.retryAt, refusal.now);
  if (refusal.lockedUntil) return blocked(refusal.lockedUntil, refusal.now);
  return no("session.invalid_credentials", { status: 422 });
}
