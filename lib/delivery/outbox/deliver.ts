import { toTypeId } from "@/lib/id";
import { errorFields, type Log } from "@/lib/log";
import { metrics } from "@/lib/metrics";
import { inSpan } from "@/lib/telemetry";
import type { AdmitFallback } from "../admission";
import type { OpenedChallenge, WantedChallenge } from "../challenge";
import { notifyInbox } from "../inbox/notifier";
import type { Message } from "../message";
import type { Breaker } from "../providers/breaker";
import { findProviderKind } from "../providers/kinds";
import { clearPause, recordPause } from "../providers/pauses/repository";
import type { SendRefusalCode } from "../providers/provider";
import type { ProviderRow } from "../providers/repository";
import { sendFor } from "../providers/send-for";
import type { TryResult } from "../providers/send-once";
import { senderOf } from "../providers/senders";
import { redact } from "../redact";
import { renderMessage } from "../render-message";
import { reportStatusLater } from "../test-recipients/report-status";
import { nextWait } from "./backoff";
import type { Lanes } from "./lanes";
import { type DeliveryJob, stale } from "./open-claimed";
import { accepted, endOf, skipped, undeliverable } from "./outcomes";
import { leaseSeconds, type Recorder } from "./recorder";
import type { EndTry } from "./tries/repository";

/** The time limit for one message at one provider, in milliseconds. */
const tryMs = 10_000;
/** After this long, a claim has too little time left for a try and its record. */
const claimUsableMs = leaseSeconds * 1000 - tryMs - 5000;
/** A challenge that was read longer ago than this is read again before its message is sent. */
const challengeFreshMs = 100;

/** What the first pass through the providers led to. */
export type FirstPass =
  | { outcome: "accepted" }
  | {
      outcome: "refused";
      code: SendRefusalCode;
      explanation: string;
      providerCode: string | null;
      provider: string;
    }
  /** It will be tried again, or it was not needed. */
  | { outcome: "open" };

/** The state of the providers in this process, and the functions that its deliveries need. */
export interface DeliveryTools {
  recorder: Recorder;
  lanes: Lanes;
  breaker: Breaker;
  /** Reads one challenge again, together with those of other deliveries. */
  reopen(wanted: WantedChallenge & { id: string }): Promise<OpenedChallenge>;
  admitFallback: AdmitFallback;
  log: Log;
}

interface Refused {
  by: ProviderRow;
  code: SendRefusalCode;
  end: EndTry;
}

/**
 * Sends one delivery through its project's providers, in order, until one accepts it. Every try is recorded before anything
 * is sent. At least once: after a crash or a lost reply, the same message is sent again with the same Message-ID.
 */
export async function deliver(job: DeliveryJob, tools: DeliveryTools): Promise<FirstPass> {
  return new Pass(job, tools).run();
}

/** One pass through the providers. */
class Pass {
  #claim: Date;
  #claimedAt: number;
  /** The number of a try that is recorded but not made yet. */
  #ahead: number | null;
  #number: number;
  #message: Message | undefined;
  #refused: Refused | undefined;
  #mayHelpLater = false;

  constructor(
    private readonly job: DeliveryJob,
    private readonly tools: DeliveryTools,
  ) {
    const { delivery, isBegun, claimedAt } = job;
    this.#claim = delivery.claim;
    this.#claimedAt = claimedAt;
    this.#number = delivery.tryCount;
    this.#ahead = isBegun ? delivery.tryCount : null;
  }

  async run(): Promise<FirstPass> {
    const { providers } = this.job;
    for (const [at, provider] of providers.entries()) {
      if (this.#isPaused(provider)) continue;
      const ran = await this.tools.lanes.run(provider, () => this.#tryProvider(provider, at));
      if (!ran) return this.#release(0);
      if (ran.value) return ran.value;
      if (this.#refused?.code === "recipient_rejected") break;
    }
    return this.#conclude();
  }

  /** One try. Undefined if the next provider should be tried. */
  async #tryProvider(provider: ProviderRow, at: number): Promise<FirstPass | undefined> {
    const { delivery } = this.job;
    const { recorder } = this.tools;
    // It may have failed while this message waited for a slot.
    if (this.#isPaused(provider)) return undefined;
    if (await this.#isOver()) return { outcome: "open" };
    const blocked = this.#isNewFallback ? await this.tools.admitFallback(delivery, this.job.project) : null;
    if (blocked) {
      await recorder.finish(skipped(delivery, blocked));
      return { outcome: "open" };
    }
    if (this.#ahead === null && !(await this.#begin(provider))) return { outcome: "open" };
    this.#ahead = null;
    const result = await this.#send(provider);
    const end = endOf(delivery, this.#number, result);
    if (result.outcome === "accepted") {
      await this.#recordAccepted(provider, end);
      return { outcome: "accepted" };
    }
    if (result.outcome === "unavailable") this.#mayHelpLater = true;
    else this.#refused = { by: provider, code: result.code, end };
    const isLast = at === this.job.providers.length - 1 || this.#refused?.code === "recipient_rejected";
    // The last try of a failed delivery is recorded with its failure, in one statement.
    if (!(isLast && this.#isFinal)) await recorder.end(end);
    return undefined;
  }

  /** A try that is already on record is made in any case. */
  #isPaused(provider: ProviderRow): boolean {
    const isPaused = this.#ahead === null && this.tools.breaker.isPaused(provider.id);
    if (isPaused) this.#mayHelpLater = true;
    return isPaused;
  }

  get #isFinal(): boolean {
    return (
      this.#refused !== undefined && (!this.#mayHelpLater || this.#refused.code === "recipient_rejected")
    );
  }

  /** A fallback is counted when it is sent, because most are not needed. A requested message was counted with the request. */
  get #isNewFallback(): boolean {
    return this.job.delivery.trigger !== "request" && this.#number === 0;
  }

  /** Whether the message is no longer to be sent by this pass: the verification ended, or the claim is used up. */
  async #isOver(): Promise<boolean> {
    const { job, tools } = this;
    const now = performance.now();
    if (now - this.#claimedAt > claimUsableMs) {
      await this.#release(0);
      return true;
    }
    if (now - job.openedAt < challengeFreshMs) return false;
    const { id, verificationId, generation } = job.delivery;
    const opened = await tools.reopen({ id, verificationId, generation });
    const isDecoyWithMessage = !opened.ok && opened.reason === "decoy" && job.challenge.code === null;
    if (opened.ok || isDecoyWithMessage) return false;
    await tools.recorder.finish(stale(job.delivery, opened.reason, this.#ahead));
    return true;
  }

  /** Records the try and renews the claim. False if another worker has the delivery. */
  async #begin(provider: ProviderRow): Promise<boolean> {
    const { id, projectId } = this.job.delivery;
    const begun = await this.tools.recorder.begin({
      id,
      projectId,
      claim: this.#claim,
      providerId: provider.id,
      providerKind: provider.kind,
    });
    if (!begun) return false;
    this.#claim = begun.claim;
    this.#claimedAt = performance.now();
    this.#number = begun.number;
    return true;
  }

  /** Sends the message. The reply is redacted, and the outcome is counted. */
  async #send(provider: ProviderRow): Promise<TryResult> {
    const { delivery, project, challenge } = this.job;
    const labels = { channel: delivery.channel, provider: provider.kind };
    const { deliveries } = metrics();
    if (findProviderKind(provider.kind)?.isInbox) {
      deliveries.inc({ ...labels, outcome: "accepted" });
      return { outcome: "accepted", providerMessageId: "", explanation: "" };
    }
    this.#message ??= await renderMessage(delivery, project, challenge);
    const message = this.#message;
    const result = await inSpan(`send ${delivery.channel}`, { kind: "client" }, async (span) => {
      const sent = await sendFor(project, () => senderOf(provider), message, tryMs);
      span.set({
        "countersign.provider": provider.kind,
        "countersign.outcome": sent.outcome,
        "countersign.delivery": toTypeId("dlv", delivery.id),
      });
      if (sent.outcome === "unavailable") span.fail(sent.outcome);
      return sent;
    });
    deliveries.inc({ ...labels, outcome: result.outcome });
    const { code, linkUrl, linkToken } = challenge;
    const secrets = [code, linkUrl, linkToken].filter((secret) => secret !== null);
    const explanation = redact(result.explanation, secrets);
    this.#remember(provider, { ...result, explanation });
    return { ...result, explanation };
  }

  /** Pauses a provider that fails. */
  #remember(provider: ProviderRow, result: TryResult): void {
    const { breaker, log } = this.tools;
    if (result.outcome !== "unavailable") {
      if (breaker.succeeded(provider.id)) void clearPause(provider.id);
      return;
    }
    const { hasAnswered, retryAfterSeconds, error, explanation } = result;
    log.warn("A provider was unavailable.", {
      channel: this.job.delivery.channel,
      provider: provider.kind,
      outcome: result.outcome,
      deliveryId: this.job.delivery.id,
      ...(error !== undefined && { error: errorFields(error) }),
    });
    // A provider that answers is reachable: the error is about this message, unless it asks us to wait.
    if (hasAnswered && retryAfterSeconds === undefined) {
      if (breaker.succeeded(provider.id)) void clearPause(provider.id);
      return;
    }
    const { failures, pauseMs } =
      retryAfterSeconds === undefined
        ? breaker.failed(provider.id)
        : breaker.pause(provider.id, retryAfterSeconds);
    if (pauseMs > 0) void recordPause(provider.id, failures, pauseMs, explanation);
  }

  async #recordAccepted(provider: ProviderRow, end: EndTry): Promise<void> {
    const { delivery } = this.job;
    const finished = await this.tools.recorder.finish(accepted(delivery, end));
    // Our lease expired and another worker finished the delivery. Record that this try was accepted, too.
    if (!finished) return this.tools.recorder.end(end);
    metrics().deliverySeconds.observe(
      { channel: delivery.channel, provider: provider.kind },
      finished.waitedSeconds,
    );
    if (provider.kind === "inbox" || provider.kind === "test") notifyInbox([delivery.projectId]);
    if (provider.kind === "test") reportStatusLater(provider, delivery.id, end.providerMessageId!);
  }

  async #conclude(): Promise<FirstPass> {
    const { delivery, challenge, openedAt } = this.job;
    const { recorder } = this.tools;
    if (this.#isFinal) {
      const { by, code, end } = this.#refused!;
      await recorder.finish(undeliverable(delivery, code, end));
      return {
        outcome: "refused",
        code,
        explanation: end.explanation ?? "",
        providerCode: end.providerCode,
        provider: by.kind,
      };
    }
    const lifeSeconds = challenge.expiresInSeconds - (performance.now() - openedAt) / 1000;
    const wait = nextWait(this.#number, lifeSeconds, Math.random());
    if (wait === null) await recorder.finish(undeliverable(delivery, "gave_up", null));
    else await this.#release(wait);
    return { outcome: "open" };
  }

  /** Releases the delivery, to be claimed again after some seconds. */
  async #release(inSeconds: number): Promise<FirstPass> {
    const { id, projectId } = this.job.delivery;
    await this.tools.recorder.release({
      id,
      projectId,
      claim: this.#claim,
      inSeconds,
      withdrawn: this.#ahead,
    });
    return { outcome: "open" };
  }
}
