import { actorOf, type Ctx } from "@/lib/access";
import {
  type CustomMessage,
  channelsOf,
  chooseProvider,
  planDelivery,
  testRecipientOf,
} from "@/lib/delivery";
import type { Locale } from "@/lib/i18n";
import { newId } from "@/lib/id";
import type { Channel, Policy } from "@/lib/projects";
import type { Subject } from "@/lib/protection";
import { type Result, refuse } from "@/lib/result";
import { parseIdentifierLeniently } from "@/lib/users";
import type { QuotaLine } from "./budgets/repository";
import { finishSend, type Started } from "./finish-send";
import { type CallerLimit, limitRefusal, sendLimitsOf } from "./limits";
import { judgeVolumes, protect, sendBlocked } from "./protect";
import { findById } from "./queries/repository";
import { channelFor } from "./recipient";
import type { ResendRefusal } from "./refusals";
import { sealChosenCode } from "./secret";
import { sendAgain } from "./sends/resend/repository";
import { hidesSuppression } from "./start";
import { type LoadedVerification, statusOf, type Verification } from "./verification";

export interface Resend {
  verificationId: string;
  /** Another channel for the same code. */
  channel?: string;
  /** The provider to try first, instead of the first one in the project's order. `resendThrough` checks that it can send. */
  providerId?: string;
  /** Another language, for this message and later ones. */
  locale?: Locale;
  /** Instead of the policy's `answerAfter`. */
  answerAfter?: Policy["answerAfter"];
  /** The caller's own code. It replaces the one sent before. */
  code?: string;
  /** Instead of the content of the message before. */
  message?: CustomMessage;
  /** Counted in addition to the policy's limits. */
  limits?: readonly CallerLimit[];
}

/** Sends the same code again, or a new one if the policy rotates codes. Never resets the attempts. */
export async function resend(ctx: Ctx, input: Resend): Promise<Result<Started, ResendRefusal>> {
  const found = await findById(ctx.project.id, input.verificationId);
  if (!found) return refuse({ code: "verification_not_found" });
  const early = refusalBefore(found, found.now);
  if (early) return refuse(early);
  const channel = channelFor(found.identifierType!, input.channel ?? found.channel!);
  if (!channel) return refuse({ code: "channel_not_supported", channel: input.channel! });
  const isTest = testRecipientOf(ctx.project, found.identifierValue!) !== null;
  if (!isTest && !(await channelsOf(ctx.project.id)).has(channel))
    return refuse({ code: "channel_not_configured", channel });

  const subject = subjectOf(found, channel);
  const counting = { type: found.identifierType!, normalized: found.identifier!, userId: found.userId };
  const limits = sendLimitsOf(ctx, found.policy, counting, input.limits);
  const protection = await protect(ctx, found.policy, subject, limits);
  if (protection.blocked) return refuse(sendBlocked(protection.blocked));
  const plan = await planDelivery({
    project: ctx.project,
    channel,
    recipient: found.identifierValue!,
    fallbacks: fallbacksOf(found, channel),
    codeLifetimeSeconds: found.policy.codeLifetimeSeconds,
    deliver: found.policy.deliver,
    firstProviderId: input.providerId,
  });

  const outcome = await sendAgain({
    id: found.id,
    projectId: ctx.project.id,
    actor: actorOf(ctx.caller),
    requestId: ctx.requestId,
    eventId: newId(),
    eventData: JSON.stringify({ channel, policy: found.policy.resend }),
    channel,
    locale: input.locale ?? null,
    hidesSuppression: hidesSuppression(ctx, found.policy),
    chosenCode: input.code === undefined ? null : sealChosenCode(input.code, found.id),
    customMessage: input.message ? JSON.stringify(input.message) : null,
    ...plan.rows,
    ...protection.arrays,
  });
  if (!outcome) return refuse({ code: "verification_not_found" });
  const full = await judgeVolumes(ctx, protection, outcome, subject);
  if (outcome.verification && input.providerId && !outcome.claim)
    await chooseProvider(ctx.project.id, plan.id, input.providerId);
  if (outcome.verification)
    return finishSend(ctx, plan, {
      ...outcome,
      verification: outcome.verification,
      hasProvider: true,
      answerAfter: input.answerAfter ?? found.policy.answerAfter,
    });
  if (outcome.suppressed) return refuse({ code: "recipient_suppressed", channel });
  if (full) return refuse(sendBlocked(full));
  return refuse(sendingRefusal(ctx, outcome.before, outcome.quota, outcome.now));
}

function subjectOf({ identifierType, identifier }: LoadedVerification, channel: Channel): Subject {
  const type = identifierType!;
  const given = type === "email" ? { email: identifier! } : { phone: identifier! };
  const parsed = parseIdentifierLeniently(given);
  return { type, normalized: identifier!, country: parsed.ok ? parsed.value.country : null, channel };
}

/** Without fallbacks if the person asked for another channel, now or before. */
function fallbacksOf({ channel, policy: { fallbacks } }: LoadedVerification, requested: Channel) {
  const isFallback = fallbacks.some((fallback) => fallback.channel === requested);
  return requested === channel && !isFallback ? fallbacks : [];
}

/** Why the statement did not send. */
export function sendingRefusal(
  ctx: Ctx,
  before: Verification,
  quota: readonly QuotaLine[],
  now: Date,
): ResendRefusal {
  return refusalBefore(before, now) ?? limitRefusal(ctx, quota, now);
}

function refusalBefore(v: Verification | LoadedVerification, now: Date): ResendRefusal | null {
  const status = statusOf(v, now);
  if (status !== "pending") return { code: "verification_not_pending", status };
  if (!v.issuedAt) return { code: "nothing_to_resend" };
  const { maxSends } = v.policy;
  if (maxSends !== null && v.sendCount >= maxSends) return { code: "sends_exhausted", max: maxSends };
  if (v.nextSendAt && v.nextSendAt > now) return { code: "resend_too_soon", retryAt: v.nextSendAt, now };
  return null;
}
