import { actorOf, type Ctx } from "@/lib/access";
import { type CustomMessage, planDelivery } from "@/lib/delivery";
import { newId } from "@/lib/id";
import { type NamedPolicy, type Policy, resolveNamedPolicy, resolvePolicy } from "@/lib/projects";
import { type Result, refuse } from "@/lib/result";
import { type IdentifierInput, maskIdentifier } from "@/lib/users";
import { finishSend, type Started } from "./finish-send";
import { limitRefusal, lockingBudgetsOf, sendLimitsOf } from "./limits";
import { policyFields } from "./policies/repository";
import { hidden, hidesFinding, judgeVolumes, type Protected, protect, sendBlocked } from "./protect";
import { findById } from "./queries/repository";
import { findRecipient } from "./recipient";
import type { SetIdentifierRefusal } from "./refusals";
import { sealTestCode } from "./secret";
import { changeIdentifier } from "./sends/set-identifier/repository";
import { hidesSuppression, localeFor, withLongerCode } from "./start";
import { statusOf, type Verification } from "./verification";

export interface SetIdentifier {
  verificationId: string;
  identifier: IdentifierInput;
  /** The dialect's policy, the same as at the start. */
  policy?: NamedPolicy;
  locale?: string;
  /** The same as at the start. */
  linkTemplate?: string;
  message?: CustomMessage;
  /** Members of the wire context that are replaced in the same statement. The others stay. */
  wireContext?: Record<string, unknown>;
  /** The requesting browser as readable text, shown next to the confirm button. */
  requestedFrom?: string;
}

/**
 * Sets the identifier of an open verification and sends the challenge. Can be called again to change the identifier, which
 * invalidates all earlier codes. Refuses with `identifier_fixed` if the identifier was set at the start, because nobody may
 * prove another address with it.
 */
export async function setIdentifier(
  ctx: Ctx,
  input: SetIdentifier,
): Promise<Result<Started, SetIdentifierRefusal>> {
  const found = await findById(ctx.project.id, input.verificationId);
  if (!found) return refuse({ code: "verification_not_found" });
  // A dialect's policy decides who can be a recipient. Another dialect would not apply its rules.
  if (!input.policy && found.policyName !== found.purpose) return refuse({ code: "identifier_fixed" });
  const recipient = await findRecipient(ctx.project, input.identifier, { rules: input.policy?.differences });
  if (!recipient.ok) return recipient;
  const { identifier, key, channel, hasProvider } = recipient.value;
  const { policies } = ctx.project.settings;
  const resolved = input.policy
    ? resolveNamedPolicy(policies, input.policy, channel)
    : await withLongerCode(ctx, resolvePolicy(policies, found.purpose, channel) ?? found.policy);
  const policy: Policy = hasProvider ? resolved : { ...resolved, deliver: "return" };

  const counting = { ...identifier, userId: found.userId };
  const subject = { ...identifier, channel };
  const protection = await protect(ctx, policy, subject, sendLimitsOf(ctx, policy, counting));
  if (protection.blocked && !protection.isHidden) return refuse(sendBlocked(protection.blocked));
  const plan = await planDelivery({
    project: ctx.project,
    channel,
    recipient: identifier.value,
    ...policy,
  });
  const send = ({ arrays, isHidden }: Protected) =>
    changeIdentifier({
      id: found.id,
      projectId: ctx.project.id,
      userId: found.userId,
      identifierType: identifier.type,
      identifierValue: identifier.value,
      identifier: key,
      country: identifier.country,
      channel,
      ...(input.locale === undefined
        ? { locale: found.locale, isLocaleChosen: found.isLocaleChosen }
        : localeFor(ctx, input.locale)),
      requestedFrom: input.requestedFrom ?? null,
      linkTemplate: input.linkTemplate ?? null,
      chosenCode: sealTestCode(protection, found.id),
      customMessage: input.message ? JSON.stringify(input.message) : null,
      wireContext: input.wireContext ? JSON.stringify(input.wireContext) : null,
      ...policyFields(policy),
      maxSends: policy.maxSends,
      cooldownSeconds: policy.cooldownSeconds,
      codeLifetimeSeconds: policy.codeLifetimeSeconds,
      knownOnly: policy.recipients === "known",
      mayBind: policy.bind !== "never",
      takenByAnyone: policy.whenTaken !== "atBinding",
      lockingBudgets: lockingBudgetsOf(policy, counting),
      hidesSuppression: hidesSuppression(ctx, policy),
      actor: actorOf(ctx.caller),
      requestId: ctx.requestId,
      eventId: newId(),
      eventData: JSON.stringify({ channel, recipient: maskIdentifier(identifier.value) }),
      ...plan.rows,
      ...arrays,
      isHidden,
      hidesFullVolumes: ctx.caller.kind === "page",
    });
  let outcome = await send(protection);
  const full = outcome && (await judgeVolumes(ctx, protection, outcome, subject));
  if (full && !hidesFinding(ctx, full)) return refuse(sendBlocked(full));
  // A parallel message has filled it after the statement had read it.
  if (full && !outcome?.verification) outcome = await send(hidden(protection));
  if (!outcome) return refuse({ code: "verification_not_found" });
  if (outcome.verification)
    return finishSend(ctx, plan, {
      ...outcome,
      verification: outcome.verification,
      customMessage: input.message ?? null,
      hasProvider,
      answerAfter: policy.answerAfter,
    });
  if (outcome.suppressed) return refuse({ code: "recipient_suppressed", channel });
  if (outcome.taken) return refuse({ code: "identifier_taken" });
  if (outcome.lockedUntil)
    return refuse({ code: "guess_budget_exhausted", retryAt: outcome.lockedUntil, now: outcome.now });
  return refuse(
    refusalBefore(outcome.before, key, policy.maxSends, outcome.now) ??
      limitRefusal(ctx, outcome.quota, outcome.now),
  );
}

function refusalBefore(
  v: Verification,
  identifier: string,
  maxSends: number | null,
  now: Date,
): SetIdentifierRefusal | null {
  const status = statusOf(v, now);
  if (status !== "pending") return { code: "verification_not_pending", status };
  if (!v.isIdentifierOpen) return { code: "identifier_fixed" };
  if (maxSends !== null && v.sendCount >= maxSends) return { code: "sends_exhausted", max: maxSends };
  // The cooldown applies to repeated messages. A mistyped address can be corrected at once.
  if (v.identifier === identifier && v.nextSendAt && v.nextSendAt > now)
    return { code: "resend_too_soon", retryAt: v.nextSendAt, now };
  return null;
}
