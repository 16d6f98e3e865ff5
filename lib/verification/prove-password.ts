import { actorOf, type Ctx, record, sameCallerKey } from "@/lib/access";
import { newId } from "@/lib/id";
import { type NamedPolicy, type Policy, resolveNamedPolicy } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { type IdentifierInput, isPasswordOf } from "@/lib/users";
import { insertProven, spendGuess } from "./direct-proofs/repository";
import { identify } from "./recipient";
import type { GuessBudgetExhausted } from "./refusals";
import type { LoadedVerification } from "./verification";

export interface ProvePassword {
  policy: NamedPolicy;
  /** Null if no user has the identifier: any password is wrong, but counts and takes as long. */
  userId: string | null;
  password: string;
  /** The identifier that named the user. Wrong passwords count in the same budgets as wrong codes for it. */
  identifier?: IdentifierInput | { username: string };
  purpose?: string;
  wireContext?: unknown;
}

export type PasswordRefusal =
  | GuessBudgetExhausted
  /** `lockedUntil`: this wrong password was the last one a budget allowed. */
  | { code: "password_wrong"; lockedUntil?: Date; now: Date };

/**
 * Verifies a user by password and records it as a verified verification. Nothing is sent. The guess is counted before the
 * password is compared, so that parallel guesses cannot share one.
 */
export async function provePassword(
  ctx: Ctx,
  { policy: named, userId, password, identifier, purpose = "authenticate", wireContext }: ProvePassword,
): Promise<Result<LoadedVerification, PasswordRefusal>> {
  const policy = resolveNamedPolicy(ctx.project.settings.policies, named, "email");
  const keys = budgetsOf(policy, userId, identifier);
  const guess = await spendGuess({ projectId: ctx.project.id, budgets: JSON.stringify(keys) });
  if (guess.retryAt)
    return refuse({ code: "guess_budget_exhausted", retryAt: guess.retryAt, now: guess.now });

  const isRight = await isPasswordOf(ctx, { userId, password });
  if (!isRight || userId === null) {
    await record(ctx, "user.password_refused", { userId });
    const locked = guess.locksUntil && { lockedUntil: guess.locksUntil };
    return refuse({ code: "password_wrong", now: guess.now, ...locked });
  }
  return ok(
    await insertProven({
      id: newId(),
      projectId: ctx.project.id,
      dialect: ctx.dialect,
      purpose,
      policyName: named.name,
      policy,
      userId,
      locale: ctx.project.settings.defaultLocale,
      wireContext,
      verifiedBy: sameCallerKey(ctx.caller),
      actor: actorOf(ctx.caller),
      requestId: ctx.requestId,
      guessKeys: keys.map(({ key }) => key),
    }),
  );
}

/** The windows one guess is counted in, as for codes. A budget by user applies only if there is one. */
function budgetsOf(policy: Policy, userId: string | null, given: ProvePassword["identifier"]) {
  const recipient = given && keyOf(policy, given);
  return policy.guessBudgets.flatMap(({ by, wrong, windowSeconds, lockSeconds }) => {
    const key = by === "user" ? userId && `user:${userId}` : recipient;
    return key ? [{ key, wrong, windowSeconds, lockSeconds }] : [];
  });
}

function keyOf(policy: Policy, given: NonNullable<ProvePassword["identifier"]>): string | null {
  if ("username" in given) return `username:${given.username}`;
  const identified = identify(given, policy);
  return identified.ok ? `${identified.value.identifier.type}:${identified.value.key}` : null;
}
