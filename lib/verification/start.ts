import { actorOf, type Ctx, currentKeyId } from "@/lib/access";
import { type CustomMessage, planDelivery } from "@/lib/delivery";
import { matchLocale } from "@/lib/i18n";
import { newId } from "@/lib/id";
import {
  allowedReturnUrl,
  type NamedPolicy,
  type Policy,
  resolveNamedPolicy,
  resolvePolicy,
} from "@/lib/projects";
import { guessLevel, leastDigits } from "@/lib/protection";
import { ok, type Result, refuse } from "@/lib/result";
import { openConnector } from "@/lib/social";
import { minute } from "@/lib/time";
import { type IdentifierInput, maskIdentifier } from "@/lib/users";
import { finishSend, type Started } from "./finish-send";
import { type CallerLimit, limitRefusal, lockingBudgetsOf, noLimits, sendLimitsOf } from "./limits";
import { linkTemplateOf } from "./link-template";
import { policyFields } from "./policies/repository";
import { hidden, hidesFinding, judgeVolumes, type Protected, protect, sendBlocked } from "./protect";
import { findRecipient, type Recipient } from "./recipient";
import type { AlreadyPending, StartRefusal } from "./refusals";
import { sealChosenCode, sealTestCode } from "./secret";
import { insertAndSend, insertOpen } from "./sends/start/repository";

export interface Start {
  /** If omitted, the portal asks the person. */
  identifier?: IdentifierInput;
  /** The connector to sign in with, instead of an identifier. */
  connectorId?: string;
  channel?: string;
  /** Instead of the policy's `answerAfter`. */
  answerAfter?: Policy["answerAfter"];
  purpose?: string;
  /** A dialect's own policy. Defaults to the project's policy for the purpose. */
  policy?: NamedPolicy;
  /** One more part of the lookup key, such as the OAuth client. */
  client?: string;
  locale?: string;
  userId?: string;
  /** Makes the identifier the user's primary one on success. */
  updatePrimary?: boolean;
  returnUrl?: string;
  /** Makes the return URL carry a receipt with this nonce. If the policy returns a code, it is the `state` that comes with it. */
  returnNonce?: string;
  /** The URL of the message's link, instead of our page (`verifications.linkTemplate`). */
  linkTemplate?: string;
  /** The message's content, instead of the project's template. */
  message?: CustomMessage;
  metadata?: Record<string, string>;
  /** The dialect's own data, opaque to the engine. */
  wireContext?: unknown;
  /** At least one minute, at most the lifetime in the purpose's policy. */
  expiresInSeconds?: number;
  /** The caller's own code, instead of a derived one. */
  code?: string;
  /** Counted in addition to the policy's limits. */
  limits?: readonly CallerLimit[];
}

/**
 * Starts a verification and puts its message into the outbox, in one statement. A pending verification with the same
 * project, policy, identifier and user is canceled as superseded.
 */
export async function start(ctx: Ctx, input: Start): Promise<Result<Started, StartRefusal>> {
  const started = await startUnlessPending(ctx, input);
  if (!started.ok && started.refusal.code === "already_pending")
    throw new Error("A policy that resends is started by `startOrResend`.");
  return started as Result<Started, StartRefusal>;
}

/** Like `start`. If the policy resends, nothing is written while a verification with the same key is pending. */
export async function startUnlessPending(
  ctx: Ctx,
  input: Start,
): Promise<Result<Started, StartRefusal | AlreadyPending>> {
  const found = input.identifier
    ? await findRecipient(ctx.project, input.identifier, {
        asked: input.channel,
        rules: input.policy?.differences,
      })
    : ok(null);
  if (!found.ok) return found;
  const recipient = found.value;

  const ruled = ruleOf(ctx, input, recipient);
  if (!ruled.ok) return ruled;
  const policy = input.policy ? ruled.value : await withLongerCode(ctx, ruled.value);

  const returnUrl =
    input.returnUrl === undefined ? null : allowedReturnUrl(ctx.project.settings.returnUrls, input.returnUrl);
  if (input.returnUrl !== undefined && !returnUrl) return refuse({ code: "return_url_not_allowed" });

  if (input.connectorId !== undefined) {
    const opened = await openConnector(ctx, input.connectorId);
    if (!opened.ok) return opened;
  }
  const row = newRow(ctx, input, policy, recipient, returnUrl);
  if (!recipient) {
    const { verification } = await insertOpen(row);
    return verification
      ? ok({ verification, deliveryId: null, quotas: [], hasProvider: true })
      : refuse({ code: "user_not_found" });
  }
  const { type, normalized } = recipient.identifier;
  const counting = { type, normalized, userId: row.userId };
  const subject = { ...recipient.identifier, channel: recipient.channel };
  const protection = await protect(ctx, policy, subject, sendLimitsOf(ctx, policy, counting, input.limits));
  if (protection.blocked && !protection.isHidden) return refuse(sendBlocked(protection.blocked));
  const plan = await planDelivery({
    project: ctx.project,
    channel: recipient.channel,
    recipient: recipient.identifier.value,
    ...policy,
  });
  const send = ({ arrays, isHidden }: Protected) =>
    insertAndSend({
      ...row,
      ...plan.rows,
      // Only sends count.
      ...(recipient.hasProvider ? arrays : noLimits),
      isHidden,
      supersedes: policy.again === "supersede",
      resends: policy.again === "resend",
      customMessage: input.message ? JSON.stringify(input.message) : null,
      chosenCode: row.chosenCode ?? sealTestCode(protection, row.id),
    });
  let outcome = await send(protection);
  const full = await judgeVolumes(ctx, protection, outcome, subject);
  if (full && !hidesFinding(ctx, full)) return refuse(sendBlocked(full));
  // A parallel message has filled it after the statement had read it.
  if (full && !outcome.verification) outcome = await send(hidden(protection));
  if (outcome.verification)
    return finishSend(ctx, plan, {
      ...outcome,
      verification: outcome.verification,
      customMessage: input.message ?? null,
      hasProvider: recipient.hasProvider,
      answerAfter: policy.answerAfter,
    });
  if (outcome.suppressed) return refuse({ code: "recipient_suppressed", channel: recipient.channel });
  if (outcome.userMissing) return refuse({ code: "user_not_found" });
  if (outcome.taken) return refuse({ code: "identifier_taken" });
  if (outcome.lockedUntil)
    return refuse({ code: "guess_budget_exhausted", retryAt: outcome.lockedUntil, now: outcome.now });
  if (outcome.pendingId || outcome.isContended)
    return refuse({ code: "already_pending", verificationId: outcome.pendingId });
  return refuse(limitRefusal(ctx, outcome.quota, outcome.now));
}

/** The policy of the purpose, with the shorter lifetime the caller can request. */
function ruleOf(ctx: Ctx, input: Start, recipient: Recipient | null): Result<Policy, StartRefusal> {
  const purpose = input.purpose ?? "confirm";
  const channel = recipient?.channel ?? "email";
  const { policies } = ctx.project.settings;
  const policy = input.policy
    ? resolveNamedPolicy(policies, input.policy, channel)
    : resolvePolicy(policies, purpose, channel);
  if (!policy) return refuse({ code: "purpose_unknown", purpose });
  const least = Math.min(minute, policy.lifetimeSeconds);
  const asked = input.expiresInSeconds ?? policy.lifetimeSeconds;
  if (asked < least || asked > policy.lifetimeSeconds) {
    return refuse({ code: "lifetime_out_of_bounds", least, most: policy.lifetimeSeconds });
  }
  const codeLifetimeSeconds = Math.min(policy.codeLifetimeSeconds, asked);
  const deliver = recipient?.hasProvider === false ? "return" : policy.deliver;
  const answerAfter = input.answerAfter ?? policy.answerAfter;
  return ok({ ...policy, lifetimeSeconds: asked, codeLifetimeSeconds, deliver, answerAfter });
}

/** The policy with longer codes while somebody guesses them. Dialects' clients expect the length they know. */
export async function withLongerCode({ project }: Ctx, policy: Policy): Promise<Policy> {
  const digits = leastDigits[await guessLevel(project.id)];
  return digits > policy.codeLength ? { ...policy, codeLength: digits } : policy;
}

function newRow(
  ctx: Ctx,
  input: Start,
  policy: Policy,
  recipient: Recipient | null,
  returnUrl: string | null,
) {
  const purpose = input.purpose ?? "confirm";
  const identifier = recipient?.identifier ?? null;
  const id = newId();
  return {
    id,
    projectId: ctx.project.id,
    dialect: ctx.dialect,
    purpose,
    policyName: input.policy?.name ?? purpose,
    ...policyFields(policy),
    identifierType: identifier?.type ?? null,
    identifierValue: identifier?.value ?? null,
    identifier: recipient?.key ?? null,
    country: identifier?.country ?? null,
    isOpen: identifier === null && input.connectorId === undefined,
    connectorId: input.connectorId ?? null,
    channel: recipient?.channel ?? null,
    userId: input.userId ?? null,
    client: input.client ?? null,
    updatesPrimary: input.updatePrimary ?? false,
    ...localeFor(ctx, input.locale),
    returnUrl,
    returnNonce: input.returnNonce ?? null,
    linkTemplate: input.linkTemplate ?? linkTemplateOf(ctx.project),
    wireContext: input.wireContext === undefined ? null : JSON.stringify(input.wireContext),
    metadata: JSON.stringify(input.metadata ?? {}),
    secretKeyId: currentKeyId(),
    chosenCode: input.code === undefined ? null : sealChosenCode(input.code, id),
    lifetimeSeconds: policy.lifetimeSeconds,
    codeLifetimeSeconds: policy.codeLifetimeSeconds,
    cooldownSeconds: policy.cooldownSeconds,
    knownOnly: policy.recipients === "known",
    mayBind: policy.bind !== "never",
    isHidden: false,
    hidesFullVolumes: ctx.caller.kind === "page",
    takenByAnyone: policy.whenTaken !== "atBinding",
    hidesSuppression: hidesSuppression(ctx, policy),
    lockingBudgets: identifier
      ? lockingBudgetsOf(policy, { ...identifier, userId: input.userId ?? null })
      : "{}",
    actor: actorOf(ctx.caller),
    requestId: ctx.requestId,
    eventId: newId(),
    eventData: JSON.stringify({
      dialect: ctx.dialect,
      purpose,
      channel: recipient?.channel ?? null,
      recipient: identifier && maskIdentifier(identifier.value),
      ...(input.connectorId !== undefined && { connectorId: input.connectorId }),
    }),
  };
}

/**
 * Whether a suppressed recipient must look like any other: to public pages, because they would tell strangers about it. A
 * caller that delivers the message itself is not concerned.
 */
export function hidesSuppression(ctx: Ctx, policy: Policy): boolean {
  return ctx.caller.kind === "page" || policy.deliver === "return";
}

/** The language closest to the requested one, or the project's default. */
export function localeFor(ctx: Ctx, asked: string | undefined) {
  const chosen = asked === undefined ? null : matchLocale([asked], null);
  return { locale: chosen ?? ctx.project.settings.defaultLocale, isLocaleChosen: chosen !== null };
}
