import { setTimeout as pause } from "node:timers/promises";
import { Batcher } from "@/lib/batcher";
import { CachedLookup } from "@/lib/cached-lookup";
import { onChange } from "@/lib/db";
import { env } from "@/lib/env";
import { toTypeId } from "@/lib/id";
import { errorFields, type Log } from "@/lib/log";
import { retryWrite } from "@/lib/retry-write";
import { findVerifications, type LoadedVerification } from "@/lib/verification";
import { WakeSignal } from "@/lib/wake-signal";
import { disableEndpoint } from "../endpoints/disable-endpoint";
import { type EndpointRow, listEnabledRows } from "../endpoints/repository";
import { collect } from "../feed/collect";
import type { WebhookFormats } from "../format";
import { type RunningSender, runningSenders } from "../running";
import { unsealKeys } from "../signing";
import { Connections } from "./post";
import {
  type ClaimedMessage,
  claim,
  type EndedAttempt,
  type RecordedAttempt,
  recordAttempts,
  release,
} from "./repository";
import { nextWait } from "./schedule";

/** Requests at once to one endpoint, from each process. An endpoint that fails gets one, so that it holds no more. */
const mostAtOnce = 8;
/** Messages of one endpoint that this process holds at once. */
const mostHeld = 4 * mostAtOnce;
/** The lease of a claim: longer than all that is held can take. Then other processes can claim the message. */
const leaseSeconds = 120;
/** How often new events are looked for, in milliseconds, by all processes together. */
const tickMs = 250;
/** The same while no endpoint is enabled. */
const idleMs = 4_000;
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
  const done = sender.run();
  const webhooks: Webhooks = {
    wake: () => sender.wakeSignal.ring(),
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

/** An endpoint's messages in this process. */
interface Lane {
  waiting: Job[];
  running: number;
}

interface Job {
  message: ClaimedMessage;
  endpoint: EndpointRow;
  verification: LoadedVerification | null;
}

class Sender {
  readonly wakeSignal = new WakeSignal();
  readonly #formats: WebhookFormats;
  readonly #log: Log;
  readonly #endpoints = new CachedLookup(() => listEnabledRows());
  readonly #lanes = new Map<string, Lane>();
  readonly #connections = new Connections();
  readonly #running = new Set<Promise<void>>();
  readonly #records = new Batcher<EndedAttempt, RecordedAttempt>((rows) =>
    retryWrite(() => recordAttempts(rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)))),
  );
  #isStopping = false;

  constructor({ formats, log }: WebhookOptions) {
    this.#formats = formats;
    this.#log = log;
    onChange((change) => {
      if (!change || change.table === "webhook_endpoints") this.forgetEndpoints();
    });
  }

  forgetEndpoints(): void {
    this.#endpoints.clear();
    this.wakeSignal.ring();
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

  /** Looks for new events and starts sending what is due. Returns how long to wait for the next round. */
  async #round(): Promise<number> {
    const endpoints = await this.#endpoints.get("enabled");
    if (endpoints.length === 0) return idleMs;
    const made = await collect();
    const claimed = await this.#claim(endpoints);
    return made + claimed > 0 ? 0 : tickMs * env.COUNTERSIGN_PROCESSES;
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
      if (endpoint) this.#laneOf(endpoint.id).waiting.push({ message, endpoint, verification });
      else unwanted.push(message.id);
    }
    await release(unwanted);
    for (const lane of this.#lanes.values()) this.#fill(lane);
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

  #roomOf({ id, failingSince }: EndpointRow): number {
    const lane = this.#lanes.get(id);
    const held = lane ? lane.running + lane.waiting.length : 0;
    return (failingSince ? 1 : mostHeld) - held;
  }

  #laneOf(id: string): Lane {
    const known = this.#lanes.get(id);
    if (known) return known;
    const lane: Lane = { waiting: [], running: 0 };
    this.#lanes.set(id, lane);
    return lane;
  }

  /** Starts as many requests as the endpoint gets at once. */
  #fill(lane: Lane): void {
    while (!this.#isStopping && lane.running < mostAtOnce && lane.waiting.length > 0) {
      const job = lane.waiting.shift()!;
      lane.running += 1;
      const run = this.#send(job)
        .catch((error) =>
          // The lease expires, so nothing is lost.
          this.#log.error("A webhook failed and will be tried again.", { error: errorFields(error) }),
        )
        .finally(() => {
          lane.running -= 1;
          this.#running.delete(run);
          this.#fill(lane);
          if (lane.waiting.length === 0) this.wakeSignal.ring();
          if (lane.running + lane.waiting.length === 0) this.#lanes.delete(job.endpoint.id);
        });
      this.#running.add(run);
    }
  }

  async #send({ message, endpoint, verification }: Job): Promise<void> {
    const format = this.#formats[endpoint.format];
    const body =
      message.body ??
      (await format?.render({
        messageId: message.id,
        projectId: message.projectId,
        type: message.type,
        sequence: message.sequence,
        payload: endpoint.payload,
        at: message.event?.createdAt ?? message.createdAt,
        event: message.event,
        verification,
      })) ??
      null;
    const startedAt = new Date();
    const { id, attemptCount: number } = message;
    const attempt = { id, endpointId: endpoint.id, number, url: endpoint.url, startedAt, body };
    if (body === null || !format) {
      const unsent = { durationMs: 0, status: null, response: null, explanation: null, inSeconds: 0 };
      await this.#records.add({ ...attempt, ...unsent, outcome: "skipped" });
      return;
    }
    const keys = unsealKeys(endpoint.id, endpoint.secrets);
    const headers = {
      "content-type": "application/json",
      "user-agent": "Countersign/1.0",
      ...format.headers(keys, { id: toTypeId("msg", id), at: startedAt, body }),
    };
    const result = await this.#connections.post(endpoint.url, headers, body);
    const wait = result.explanation === null ? null : nextWait(message.roundCount, Math.random());
    const outcome = result.explanation === null ? "delivered" : wait === null ? "failed" : null;
    const recorded = await this.#records.add({ ...attempt, ...result, outcome, inSeconds: wait ?? 0 });
    if (result.status === 410) await this.#disable(endpoint, "gone");
    else if ((recorded?.failingSeconds ?? 0) > failingLimitSeconds) await this.#disable(endpoint, "failing");
  }

  async #disable(endpoint: EndpointRow, reason: "gone" | "failing"): Promise<void> {
    const unsent = this.#lanes.get(endpoint.id)?.waiting.splice(0) ?? [];
    await disableEndpoint(endpoint, reason);
    await release(unsent.map(({ message }) => message.id));
  }

  stop(): void {
    this.#isStopping = true;
    this.wakeSignal.ring();
  }

  /** Waits for running requests and gives back what was not sent. */
  async drain(): Promise<void> {
    const unsent = [...this.#lanes.values()].flatMap(({ waiting }) => waiting.splice(0));
    await release(unsent.map(({ message }) => message.id));
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  close(): Promise<void> {
    return this.#connections.close();
  }
}
