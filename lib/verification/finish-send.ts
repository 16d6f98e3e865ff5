import type { Ctx } from "@/lib/access";
import { type CustomMessage, type FirstPass, type PlannedDelivery, waitForOutcome } from "@/lib/delivery";
import type { Policy } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import type { QuotaLine } from "./budgets/repository";
import { quotasAfterSend, type SendQuota } from "./limits";
import { challengeOf } from "./open-challenges";
import type { RecipientUnreachable } from "./refusals";
import { rememberSentCode } from "./sent-codes";
import { noteWait, waitAsUsual } from "./usual-wait";
import type { LoadedVerification } from "./verification";

/** How long `answerAfter: "provider"` waits for the first pass through the providers, in milliseconds. */
const waitMs = 8000;

/** A verification whose message is recorded. */
export interface Started {
  verification: LoadedVerification;
  /** The message that this call recorded. Null if it recorded none. */
  deliveryId: string | null;
  quotas: SendQuota[];
  /** False if no provider has the channel and the policy allows that. */
  hasProvider: boolean;
}

/** What the statement has written. */
export interface Sent {
  verification: LoadedVerification;
  quota: readonly QuotaLine[];
  /** The claim of the planned delivery. Null: it was recorded unclaimed. */
  claim: Date | null;
  customMessage: CustomMessage | null;
  hasProvider: boolean;
  answerAfter: Policy["answerAfter"];
}

/**
 * Finishes every call that sends. Passes the message to this process's worker, if it has one; otherwise it waits in the
 * outbox. With `answerAfter: "provider"`, waits at most eight seconds until a provider has accepted or refused it.
 */
export async function finishSend(
  ctx: Ctx,
  plan: PlannedDelivery,
  { verification: v, quota, claim, customMessage, hasProvider, answerAfter }: Sent,
): Promise<Result<Started, RecipientUnreachable>> {
  const recorded = claim && {
    projectId: v.projectId,
    verificationId: v.id,
    generation: v.generation,
    recipient: v.identifierValue!,
    locale: v.locale,
    template: v.purpose,
    customMessage,
    claim,
  };
  const firstPass = plan.sendAfterCommit(recorded, ctx.project, () => challengeOf(v, v.now));
  if (answerAfter === "provider" && waitsForProvider(v, plan)) {
    const pass = await (v.isDecoy
      ? likeOthers(v)
      : timed(v, within(waitMs, outcomeOf(v.projectId, plan, firstPass))));
    if (pass.outcome === "refused") {
      const { explanation, providerCode, provider } = pass;
      return refuse({
        code: "recipient_unreachable",
        reason: pass.code,
        explanation,
        providerCode,
        provider,
        verification: v,
      });
    }
  }
  rememberSentCode(v);
  const deliveryId = v.policy.deliver === "send" ? plan.id : null;
  return ok({ verification: v, deliveryId, quotas: quotasAfterSend(quota), hasProvider });
}

/**
 * Never with `recipients: "known"`: for a decoy there is nothing to wait for, and the time would reveal it. Nor for the
 * inbox, which accepts everything.
 */
function waitsForProvider({ policy }: LoadedVerification, { isForInbox }: PlannedDelivery): boolean {
  return policy.deliver === "send" && policy.recipients !== "known" && !isForInbox;
}

/** Nothing is sent to a decoy, and nobody must notice. */
async function likeOthers({ channel }: LoadedVerification): Promise<FirstPass> {
  await waitAsUsual(channel!);
  return { outcome: "open" };
}

async function timed({ channel }: LoadedVerification, pass: Promise<FirstPass>): Promise<FirstPass> {
  const startedAt = performance.now();
  const passed = await pass;
  if (passed.outcome === "accepted") noteWait(channel!, performance.now() - startedAt);
  return passed;
}

/** What the message led to. If it was refused, the fallbacks are sent at once, and the last one decides. */
async function outcomeOf(
  projectId: string,
  { id, fallbackIds }: PlannedDelivery,
  firstPass: Promise<FirstPass> | undefined,
): Promise<FirstPass> {
  let pass = await (firstPass ?? waitForOutcome(projectId, id, waitMs));
  for (const fallbackId of fallbackIds) {
    if (pass.outcome !== "refused") break;
    pass = await waitForOutcome(projectId, fallbackId, waitMs);
  }
  return pass;
}

function within(ms: number, pass: Promise<FirstPass>): Promise<FirstPass> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve({ outcome: "open" }), ms);
    pass.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
