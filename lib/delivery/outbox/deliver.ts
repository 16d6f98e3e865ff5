import { newId } from "@/lib/id";
import { errorFields, type Log } from "@/lib/log";
import { metrics } from "@/lib/metrics";
import type { Message } from "../message";
import { Breaker } from "../providers/breaker";
import { carrierOf } from "../providers/carriers";
import { handOver, type TryResult } from "../providers/hand-over";
import type { SendRefusal } from "../providers/provider";
import type { ProviderRow } from "../providers/repository";
import { redact } from "../redact";
import { renderMessage } from "../render-message";
import { nextWait } from "./backoff";
import { accepted, undeliverable } from "./outcomes";
import { beginTry, endTry, type Finish, finish, release } from "./repository";
import { retryWrite } from "./retry-write";
import type { DeliveryJob } from "./sort-batch";

/** The time limit for one message at one provider. */
const tryMs = 10_000;
/** The lease of a try, from its start to its record, with time for a slow database. Then others can claim the delivery. */
export const leaseSeconds = 60;

const breaker = new Breaker();

/**
 * Sends one delivery through its project's providers, in order, until one accepts it. Every try is recorded before anything
 * is sent. At least once: after a crash or a lost reply, the same message is sent again with the same Message-ID.
 */
export async function deliver(job: DeliveryJob, log: Log): Promise<void> {
  const { delivery, project, challenge, providers } = job;
  const message = await renderMessage(delivery, project, challenge);
  let claim = { runAt: delivery.runAt, tryCount: delivery.tryCount };
  let refused: { by: ProviderRow; code: SendRefusal["code"] } | undefined;
  let mayHelpLater = false;
  for (const provider of providers) {
    if (breaker.isResting(provider.id)) {
      mayHelpLater = true;
      continue;
    }
    const tryId = newId();
    const begun = await beginTry({
      id: delivery.id,
      token: claim.runAt,
      tryId,
      providerId: provider.id,
      providerKind: provider.kind,
      leaseSeconds,
    });
    if (!begun) return;
    claim = begun;
    const result = await tryProvider(job, provider, message, log);
    if (result.outcome === "accepted") return recordAccepted(job, provider, tryId, result);
    await retryWrite(() => endTry({ tryId, ...result, providerMessageId: null }));
    if (result.outcome === "unavailable") mayHelpLater = true;
    else refused = { by: provider, code: result.code };
    if (refused?.code === "recipient_rejected") break;
  }
  const isFinal = refused !== undefined && (!mayHelpLater || refused.code === "recipient_rejected");
  if (isFinal) return conclude(undeliverable(delivery, refused!.code, refused!.by));
  await postpone(job, claim);
}

/** One try, with its reply redacted and its outcome counted. */
async function tryProvider(
  job: DeliveryJob,
  provider: ProviderRow,
  message: Message,
  log: Log,
): Promise<TryResult> {
  const result = await handOver(() => carrierOf(provider), message, tryMs);
  const labels = { channel: message.channel, provider: provider.kind, outcome: result.outcome };
  metrics().deliveries.inc(labels);
  if (result.outcome === "unavailable") {
    if (result.hasAnswered) breaker.answered(provider.id);
    else breaker.failed(provider.id);
    const error = result.error === undefined ? undefined : errorFields(result.error);
    log.warn("A provider was unavailable.", {
      ...labels,
      deliveryId: job.delivery.id,
      ...(error && { error }),
    });
  } else {
    breaker.answered(provider.id);
  }
  const { code, linkUrl, linkToken } = job.challenge;
  const secrets = [code, linkUrl, linkToken].filter((secret) => secret !== null);
  return { ...result, explanation: redact(result.explanation, secrets) };
}

async function recordAccepted(
  { delivery }: DeliveryJob,
  provider: ProviderRow,
  tryId: string,
  result: Extract<TryResult, { outcome: "accepted" }>,
): Promise<void> {
  const [finished] = await retryWrite(() => finish([accepted(delivery, provider, tryId, result)]));
  // Our lease expired and another worker finished the delivery. Record that this try was accepted, too.
  if (!finished) return retryWrite(() => endTry({ tryId, ...result }));
  metrics().deliverySeconds.observe(
    { channel: delivery.channel, provider: provider.kind },
    finished.waitedSeconds,
  );
}

async function postpone(
  { delivery, challenge, openedAt }: DeliveryJob,
  claim: { runAt: Date; tryCount: number },
) {
  const lifeSeconds = challenge.expiresInSeconds - (performance.now() - openedAt) / 1000;
  const wait = nextWait(claim.tryCount, lifeSeconds, Math.random());
  if (wait === null) return conclude(undeliverable(delivery, "gave_up"));
  await retryWrite(() => release([{ id: delivery.id, token: claim.runAt, inSeconds: wait }]));
}

async function conclude(last: Finish): Promise<void> {
  await retryWrite(() => finish([last]));
}
