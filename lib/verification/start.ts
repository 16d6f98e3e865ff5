import { actorOf, type Ctx, currentKeyId } from "@/lib/access";
import { newId } from "@/lib/id";
import { allowedReturnUrl, locales, type Policy, resolvePolicy } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { minute } from "@/lib/time";
import { type GivenIdentifier, maskIdentifier } from "@/lib/users";
import { limitRefusal, sendLimitsOf } from "./limits";
import { findRecipient, type Recipient } from "./recipient";
import type { StartRefusal } from "./refusals";
import { insertAndSend, insertOpen } from "./sending/repository";
import { type Started, sent } from "./sent";

export interface Start {
  /** Left out: the portal asks the person. */
  identifier?: GivenIdentifier;
  channel?: string;
  purpose?: string;
  locale?: string;
  userId?: string;
  returnUrl?: string;
  metadata?: Record<string, string>;
  /** From one minute up to what the purpose's policy says. */
  expiresInSeconds?: number;
}

/**
 * Starts a verification and puts its message into the outbox, in one statement. One that is pending under the same
 * project, policy, identifier and user is canceled as superseded.
 */
export async function start(ctx: Ctx, input: Start): Promise<Result<Started, StartRefusal>> {
  const found = input.identifier
    ? await findRecipient(ctx.project, input.identifier, input.channel)
    : ok(null);
  if (!found.ok) return found;
  const recipient = found.value;

  const ruled = ruleOf(ctx, input, recipient);
  if (!ruled.ok) return ruled;
  const policy = ruled.value;

  const returnUrl =
    input.returnUrl === undefined ? null : allowedReturnUrl(ctx.project.settings.returnUrls, input.returnUrl);
  if (input.returnUrl !== undefined && !returnUrl) return refuse({ code: "return_url_not_allowed" });

  const row = newRow(ctx, input, policy, recipient, returnUrl);
  if (!recipient) {
    const { verification } = await insertOpen(row);
    return verification ? ok({ verification, quotas: [] }) : refuse({ code: "user_not_found" });
  }
  const { type, normalized } = recipient.identifier;
  const limits = sendLimitsOf(ctx, policy, type, normalized);
  const outcome = await insertAndSend({ ...row, deliveryId: newId(), limits });
  if (outcome.verification) return sent(outcome.verification, outcome.quota);
  if (outcome.userMissing) return refuse({ code: "user_not_found" });
  if (outcome.taken) return refuse({ code: "identifier_taken" });
  return refuse(limitRefusal(outcome.quota, outcome.now));
}

/** The policy of the purpose, with the shorter life that the caller may ask for. */
function ruleOf(ctx: Ctx, input: Start, recipient: Recipient | null): Result<Policy, StartRefusal> {
  const purpose = input.purpose ?? "confirm";
  const policy = resolvePolicy(ctx.project.settings.policies, purpose, recipient?.channel ?? "email");
  if (!policy) return refuse({ code: "purpose_unknown", purpose });
  const asked = input.expiresInSeconds ?? policy.lifetimeSeconds;
  if (asked < minute || asked > policy.lifetimeSeconds) {
    return refuse({ code: "lifetime_out_of_bounds", least: minute, most: policy.lifetimeSeconds });
  }
  return ok({ ...policy, lifetimeSeconds: asked, codeLifetimeSeconds: asked });
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
  return {
    id: newId(),
    projectId: ctx.project.id,
    mouth: ctx.mouth,
    purpose,
    policyName: purpose,
    policy: JSON.stringify(policy),
    identifierType: identifier?.type ?? null,
    identifierValue: identifier?.value ?? null,
    identifier: identifier?.normalized ?? null,
    isOpen: identifier === null,
    channel: recipient?.channel ?? null,
    userId: input.userId ?? null,
    locale: localeFor(ctx, input.locale),
    returnUrl,
    metadata: JSON.stringify(input.metadata ?? {}),
    secretKeyId: currentKeyId(),
    lifetimeSeconds: policy.lifetimeSeconds,
    codeLifetimeSeconds: policy.codeLifetimeSeconds,
    cooldownSeconds: policy.cooldownSeconds,
    knownOnly: policy.recipients === "known",
    actor: actorOf(ctx.caller),
    requestId: ctx.requestId,
    eventId: newId(),
    eventData: JSON.stringify({
      mouth: ctx.mouth,
      purpose,
      channel: recipient?.channel ?? null,
      recipient: identifier && maskIdentifier(identifier.value),
    }),
  };
}

/** The language asked for, or its base ("de-AT" → "de"), or else the project's. */
export function localeFor(ctx: Ctx, asked: string | undefined): string {
  const base = asked?.toLowerCase().split(/[-_]/)[0];
  return locales.find((locale) => locale === base) ?? ctx.project.settings.defaultLocale;
}
