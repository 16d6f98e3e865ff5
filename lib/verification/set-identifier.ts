import { actorOf, type Ctx } from "@/lib/access";
import { newId } from "@/lib/id";
import { resolvePolicy } from "@/lib/projects";
import { type Result, refuse } from "@/lib/result";
import { type GivenIdentifier, maskIdentifier } from "@/lib/users";
import { limitRefusal, lockingBudgetsOf, sendLimitsOf } from "./limits";
import { findById } from "./reading/repository";
import { findRecipient } from "./recipient";
import type { SetIdentifierRefusal } from "./refusals";
import { changeIdentifier } from "./sending/repository";
import { type Started, sent } from "./sent";
import { localeFor } from "./start";
import { statusOf, type Verification } from "./verification";

export interface SetIdentifier {
  verificationId: string;
  identifier: GivenIdentifier;
  locale?: string;
  /** The asking browser in a person's words, shown beside the confirm button. */
  askedFrom?: string;
}

/**
 * Says whom an open verification is about, and sends the challenge. May be called again to change the address, which
 * voids every earlier code. Refuses with `identifier_fixed` where the starter named the identifier: nobody may prove
 * another address under somebody's verification.
 */
export async function setIdentifier(
  ctx: Ctx,
  input: SetIdentifier,
): Promise<Result<Started, SetIdentifierRefusal>> {
  const found = await findById(ctx.project.id, input.verificationId);
  if (!found) return refuse({ code: "verification_not_found" });
  const recipient = await findRecipient(ctx.project, input.identifier);
  if (!recipient.ok) return recipient;
  const { identifier, channel } = recipient.value;
  const policy = resolvePolicy(ctx.project.settings.policies, found.purpose, channel) ?? found.policy;

  const counting = { ...identifier, userId: found.userId };
  const outcome = await changeIdentifier({
    id: found.id,
    projectId: ctx.project.id,
    userId: found.userId,
    identifierType: identifier.type,
    identifierValue: identifier.value,
    identifier: identifier.normalized,
    channel,
    locale: localeFor(ctx, input.locale ?? found.locale),
    askedFrom: input.askedFrom ?? null,
    policy: JSON.stringify(policy),
    maxSends: policy.maxSends,
    cooldownSeconds: policy.cooldownSeconds,
    codeLifetimeSeconds: policy.codeLifetimeSeconds,
    knownOnly: policy.recipients === "known",
    takenByAnyone: policy.whenTaken === "early",
    lockingBudgets: lockingBudgetsOf(policy, counting),
    actor: actorOf(ctx.caller),
    requestId: ctx.requestId,
    eventId: newId(),
    eventData: JSON.stringify({ channel, recipient: maskIdentifier(identifier.value) }),
    deliveryId: newId(),
    limits: sendLimitsOf(ctx, policy, counting),
  });
  if (!outcome) return refuse({ code: "verification_not_found" });
  if (outcome.verification) return sent(outcome.verification, outcome.quota);
  if (outcome.taken) return refuse({ code: "identifier_taken" });
  if (outcome.lockedUntil)
    return refuse({ code: "guess_budget_exhausted", retryAt: outcome.lockedUntil, now: outcome.now });
  return refuse(
    refusalBefore(outcome.before, identifier.normalized, policy.maxSends, outcome.now) ??
      limitRefusal(outcome.quota, outcome.now),
  );
}

function refusalBefore(
  v: Verification,
  identifier: string,
  maxSends: number,
  now: Date,
): SetIdentifierRefusal | null {
  const status = statusOf(v, now);
  if (status !== "pending") return { code: "verification_not_pending", status };
  if (!v.isIdentifierOpen) return { code: "identifier_fixed" };
  if (v.sendCount >= maxSends) return { code: "sends_exhausted", max: maxSends };
  // The wait is for repeating a message; a mistyped address may be corrected at once.
  if (v.identifier === identifier && v.nextSendAt && v.nextSendAt > now)
    return { code: "resend_too_soon", retryAt: v.nextSendAt, now };
  return null;
}
