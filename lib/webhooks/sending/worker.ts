import { setTimeout as pause } from "node:timers/promises";
import { Batcher } from "@/lib/batcher";
import { CachedLookup } from "@/lib/cached-lookup";
import { onChange } from "@/lib/db";
import { env } from "@/lib/env";
import { errorFields, type Log } from "@/lib/log";
import { metrics } from "@/lib/metrics";
import { retryWrite } from "@/lib/retry-write";
import { findVerifications } from "@/lib/verification";
import { WakeSignal } from "@/lib/wake-signal";
import { disableEndpoint } from "../endpoints/disable-endpoint";
import { type EndpointRow, listEnabledRows } from "../endpoints/repository";
import { collect } from "../feed/collect";
import type { WebhookFormat, WebhookFormats } from "../format";
import { registeredFormat } from "../formats";
import { type RunningSender, runningSenders } from "../running";
import { attempt, type Job } from "./attempt";
import { type Lane, Lanes } from "./lanes";
import { Connections } from "./post";
import {
  type ClaimedMessage,
  claim,
  type EndedAttempt,
  type RecordedAttempt,
  recordAttempts,
  release,
} from "./repository";

/** Requests at once to one endpoint, from each process. An endpoint that fails gets one, so that it holds no more. */
const mostAtOnce = 8;
/** Messages of one endpoint that this process holds at once. */
const mostHeld = 8 * mostAtOnce;
/** The lease of a claim: longer than all that is held can take. Then other processes can claim the message. */
const leaseSeconds = 180;
/** How often all processes together look for new events, and each for due messages, in milliseconds. */
const tickMs = 250;
/** The same while no endpoint is enabled. */
const idleMs = 4_000;
/** How often events are looked for whose ids were made by a clock that is wrong, in milliseconds. */
const sweepMs = 60_000;
const outageMs = 10_000;
const stopMs = 20_000;
/** After this time in which nothing has arrived, an endpoint is disabled, in seconds. */
const failingLimitSeconds = 3 * 24 * 3600;

export interface WebhookOptions {
  formats: WebhookFormats;
  log: Log;
}

export interface Webhooks extends RunningSender {
  /** Finishes running requests and releases the rest. */
  stop(): Promise<void>;
}

/** Collects events and sends messages until it is stopped. Any number of processes can run at once. Survives outages. */
export function startWebhooks(options: WebhookOptions): Webhooks {
  const sender = new Sender(options);
  onChange((change) => {
    if (!change || change.table === "webhook_endpoints") sender.forgetEndpoints();
  });
  const done = sender.run();
  const webhooks: Webhooks = {
    wake: () => sender.wakeSignal.wake(),
    forgetEndpoints: () => sender.forgetEndpoints(),
    async stop() {
      runningSenders.delete(webhooks);
      sender.stop();
      await Promise.race([done.then(() => sender.drain()), pause(stopMs, undefined, { ref: false })]);
      await sender.close();
    },
  };
  runningSenders.add(webhooks);
  return webhooks;
}

/**
 * For hosts on which no sender can run: collects events and sends messages, and ends when nothing is left or, after `seconds`, when
 * what is being sent has been recorded (at most 15 seconds later). Returns the number of requests.
 */
export async function drainWebhooks(options: WebhookOptions, seconds: number): Promise<number> {
  const sender = new Sender(options);
  try {
    return await sender.runUntil(performance.now() + seconds * 1000);
  } finally {
    await sender.close();
  }
}

class Sender {
  readonly wakeSignal = new WakeSignal();
  readonly #formats: WebhookFormats;
  readonly #log: Log;
  readonly #endpoints = new CachedLookup(() => listEnabledRows());
  readonly #lanes = new Lanes();
  readonly #connections = new Connections();
  readonly #running = new Set<Promise<void>>();
  readonly #records = new Batcher<EndedAttempt, RecordedAttempt>((rows) =>
    retryWrite(() => recordAttempts(rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)))),
  );
  #collectedAt = Number.NEGATIVE_INFINITY;
  #sweptAt = performance.now();
  #sentCount = 0;
  #isStopping = false;

  constructor({ formats, log }: WebhookOptions) {
    this.#formats = formats;
    this.#log = log;
  }

  forgetEndpoints(): void {
    this.#endpoints.clear();
    this.wakeSignal.wake();
  }

  async run(): Promise<void> {
    let failures = 0;
    while (!this.#isStopping) {
      try {
        const wait = await this.#round();
        failures = 0;
        await this.wakeSignal.sleep(wait);
      } catch (error) {
        failures += 1;
        this.#log.warn("Webhooks could not be read and will be tried again.", { error: errorFields(error) });
        await pause(Math.min(outageMs, 250 * 2 ** failures));
      }
    }
  }

  /** Works until nothing is left and nothing is being sent, or until an instant of `performance.now()`. */
  async runUntil(deadline: number): Promise<number> {
    while (performance.now() < deadline) {
      if ((await this.#round()) === 0) continue;
      if (this.#running.size === 0) break;
      await Promise.race(this.#running);
    }
    this.stop();
    await Promise.race([this.drain(), pause(stopMs, undefined, { ref: false })]);
    return this.#sentCount;
  }

  /** Looks for new events and starts sending what is due. Returns how long to wait for the next round. */
  async #round(): Promise<number> {
    const endpoints = await this.#endpoints.get("enabled");
    if (endpoints.length === 0) return idleMs;
    const made = await this.#collect();
    const claimed = await this.#claim(endpoints);
    return made + claimed > 0 ? 0 : tickMs;
  }

  /** Rounds also follow from room for more messages, and from messages that became due. Those need no look at the events. */
  async #collect(): Promise<number> {
    if (performance.now() - this.#collectedAt < tickMs * env.COUNTERSIGN_PROCESSES) return 0;
    const isSweep = performance.now() - this.#sweptAt > sweepMs * env.COUNTERSIGN_PROCESSES;
    const made = await collect(isSweep ? "sweep" : "round");
    if (isSweep) this.#sweptAt = performance.now();
    if (made === 0) this.#collectedAt = performance.now();
    return made;
  }

  async #claim(endpoints: readonly EndpointRow[]): Promise<number> {
    const asked = endpoints
      .map((endpoint) => ({ id: endpoint.id, room: this.#roomOf(endpoint) }))
      .filter(({ room }) => room > 0);
    if (asked.length === 0) return 0;
    const messages = await claim(asked, leaseSeconds);
    if (messages.length === 0) return 0;
    // As they are now: one can have been changed or disabled in the meantime.
    const current = await this.#endpoints.get("enabled");
    const byId = new Map(current.map((endpoint) => [endpoint.id, endpoint]));
    const verifications = await this.#verificationsOf(messages, byId);
    const unwanted: string[] = [];
    for (const message of messages) {
      const endpoint = byId.get(message.endpointId);
      const verification = verifications.get(message.event?.verificationId ?? "") ?? null;
      if (endpoint) this.#lanes.add({ message, endpoint, verification });
      else unwanted.push(message.id);
    }
    await release(unwanted);
    for (const lane of this.#lanes.all()) this.#fill(lane);
    return messages.length;
  }

  /** Those that bodies show. */
  async #verificationsOf(messages: readonly ClaimedMessage[], endpoints: ReadonlyMap<string, EndpointRow>) {
    const ids = messages
      .filter(({ body, endpointId }) => body === null && endpoints.get(endpointId)?.payload === "full")
      .flatMap(({ event }) => event?.verificationId ?? []);
    const found = ids.length === 0 ? [] : await findVerifications([...new Set(ids)]);
    return new Map(found.map((one) => [one.id, one]));
  }

  #formatOf({ format }: EndpointRow): WebhookFormat | undefined {
    return this.#formats[format] ?? registeredFormat(format);
  }

  #roomOf(endpoint: EndpointRow): number {
    // Its dialect is not loaded yet, or was removed. The messages wait.
    if (!this.#formatOf(endpoint)) return 0;
    const { id, failingSince } = endpoint;
    return (failingSince ? 1 : mostHeld) - this.#lanes.heldOf(id);
  }

  /** Starts as many requests as the endpoint gets at once. */
  #fill(lane: Lane): void {
    while (!this.#isStopping && lane.calling < mostAtOnce && lane.waiting.length > 0) {
      const job = lane.waiting.shift()!;
      lane.calling += 1;
      this.#sentCount += 1;
      const run = this.#send(lane, job)
        .catch((error) =>
          // The lease expires, so nothing is lost.
          this.#log.error("A webhook failed and will be tried again.", { error: errorFields(error) }),
        )
        .finally(() => {
          this.#running.delete(run);
          this.#lanes.finish(lane, job);
          if (lane.held < mostHeld / 2) this.wakeSignal.wake();
        });
      this.#running.add(run);
    }
  }

  /** Gives a request's place to the next message, before this one is recorded. */
  #leave(lane: Lane): void {
    lane.calling -= 1;
    this.#fill(lane);
  }

  async #send(lane: Lane, job: Job): Promise<void> {
    const ended = await attempt(job, this.#formatOf(job.endpoint)!, this.#connections).finally(() =>
      this.#leave(lane),
    );
    count(ended);
    const recorded = await this.#records.add(ended);
    if (ended.status === 410) await this.#disable(job.endpoint, "gone");
    else if ((recorded?.failingSeconds ?? 0) > failingLimitSeconds)
      await this.#disable(job.endpoint, "failing");
  }

  async #disable(endpoint: EndpointRow, reason: "gone" | "failing"): Promise<void> {
    const unsent = this.#lanes.takeUnsent(endpoint.id);
    await disableEndpoint(endpoint, reason);
    await release(unsent);
  }

  stop(): void {
    this.#isStopping = true;
    this.wakeSignal.wake();
  }

  /** Waits for running requests and gives back what was not sent. */
  async drain(): Promise<void> {
    await release(this.#lanes.takeAllUnsent());
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  close(): Promise<void> {
    return this.#connections.close();
  }
}

function count({ outcome, durationMs }: EndedAttempt): void {
  // No request was made.
  if (outcome === "skipped") return;
  const { webhookRequests, webhookRequestSeconds } = metrics();
  webhookRequests.inc({ outcome: outcome ?? "retried" });
  webhookRequestSeconds.observe(durationMs / 1000);
}
