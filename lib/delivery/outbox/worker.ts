import { setTimeout as pause } from "node:timers/promises";
import { Batcher } from "@/lib/batcher";
import { errorFields, type Log } from "@/lib/log";
import { WakeSignal } from "@/lib/wake-signal";
import type { AdmitFallback } from "../admission";
import type { OpenChallenges, OpenedChallenge, WantedChallenge } from "../challenge";
import { Breaker } from "../providers/breaker";
import { closeSenders } from "../providers/senders";
import { type DeliveryTools, deliver, type FirstPass } from "./deliver";
import { Lanes } from "./lanes";
import { type Worker, workers } from "./local-workers";
import { type DeliveryJob, openClaimed } from "./open-claimed";
import { leaseSeconds, Recorder } from "./recorder";
import { claim, type SendableDelivery } from "./repository";

const batchSize = 100;
/** The most deliveries this process holds at once. */
const mostHeld = 1000;
/** The polling interval, for rows of other processes and retries that become due. */
const tickMs = 1000;
/** The longest pause while the database is down. */
const outageMs = 10_000;
/** How long stopping waits for running sends. */
const stopMs = 10_000;
/** How long a delivery waits in the database if its provider has too many in memory, in seconds. */
const fullLaneSeconds = 1;

export interface WorkerOptions {
  /** From `lib/verification`, because only it can derive codes. */
  openChallenges: OpenChallenges;
  /** Omitted: all fallbacks may be sent. */
  admitFallback?: AdmitFallback;
  log: Log;
}

// Each copy of this module must wait for the same drain.
const place = globalThis as typeof globalThis & { countersignDrain?: Promise<number> };

/**
 * Processes the outbox until it is stopped. Any number of workers and processes can run at once. Survives
 * outages of the database and every failure of a provider.
 */
export function startWorker(options: WorkerOptions): Worker {
  const runner = new Runner(options);
  const done = runner.run();
  const worker: Worker = {
    wake: () => runner.wakeSignal.wake(),
    hasRoom: (providerId) => runner.hasRoom(providerId),
    take: (job) => runner.start(job),
    async stop() {
      workers.delete(worker);
      runner.stop();
      await Promise.race([done.then(() => runner.drain()), pause(stopMs, undefined, { ref: false })]);
      if (workers.size === 0) closeSenders();
    },
  };
  workers.add(worker);
  return worker;
}

/**
 * For hosts on which no worker can run: sends what is due, and ends when nothing is left or, after `seconds`, when what is being
 * sent has been recorded (at most ten seconds later). Returns the number of deliveries. A call during another one's work waits for
 * that, and then looks again.
 */
export async function drainOutbox(options: WorkerOptions, seconds: number): Promise<number> {
  const deadline = performance.now() + seconds * 1000;
  await place.countersignDrain?.catch(() => {});
  if (place.countersignDrain) return place.countersignDrain;
  const runner = new Runner(options);
  place.countersignDrain = runner.runUntil(deadline).finally(() => {
    delete place.countersignDrain;
    if (workers.size === 0) closeSenders();
  });
  return place.countersignDrain;
}

type Reopen = WantedChallenge & { id: string };

class Runner {
  readonly wakeSignal = new WakeSignal();
  /** Wakes the claim loop when a delivery ends. */
  readonly #capacitySignal = new WakeSignal();
  readonly #lanes = new Lanes();
  readonly #recorder = new Recorder(() => this.wakeSignal.wake());
  readonly #held = new Set<Promise<FirstPass>>();
  readonly #tools: DeliveryTools;
  readonly #openChallenges: OpenChallenges;
  readonly #log: Log;
  #isStopping = false;
  /** Whether a delivery was put back for lack of room since this was last looked at. */
  #hasPutBack = false;

  constructor({ openChallenges, admitFallback = async () => null, log }: WorkerOptions) {
    this.#openChallenges = openChallenges;
    this.#log = log;
    const reopened = new Batcher<Reopen, { id: string; opened: OpenedChallenge }>(async (wanted) => {
      const opened = await openChallenges(wanted);
      return wanted.map(({ id }, at) => ({ id, opened: opened[at]! }));
    });
    this.#tools = {
      recorder: this.#recorder,
      lanes: this.#lanes,
      breaker: new Breaker(),
      reopen: async (wanted) => (await reopened.add(wanted))!.opened,
      admitFallback,
      log,
    };
  }

  hasRoom(providerId: string): boolean {
    return !this.#isStopping && this.#held.size < mostHeld && this.#lanes.hasRoom(providerId);
  }

  async run(): Promise<void> {
    let failures = 0;
    while (!this.#isStopping) {
      try {
        const count = await this.#round();
        failures = 0;
        if (count < batchSize) await this.wakeSignal.sleep(tickMs);
      } catch (error) {
        failures += 1;
        this.#log.warn("The outbox could not be read and will be tried again.", {
          error: errorFields(error),
        });
        await this.wakeSignal.sleep(Math.min(outageMs, 250 * 2 ** failures));
        // A failing round must not loop without a pause, however often it is woken.
        await pause(250);
      }
    }
  }

  /** Works until nothing is due and nothing is being sent, or until an instant of `performance.now()`. */
  async runUntil(deadline: number): Promise<number> {
    let total = 0;
    while (performance.now() < deadline) {
      const count = await this.#round();
      total += count;
      if (count > 0) continue;
      if (this.#held.size > 0) await this.#capacitySignal.sleep(tickMs);
      // What found no room in memory is due again soon.
      else if (this.#hasPutBack) await pause(fullLaneSeconds * 1000);
      else break;
      this.#hasPutBack = this.#held.size > 0 && this.#hasPutBack;
    }
    this.stop();
    await Promise.race([this.drain(), pause(stopMs, undefined, { ref: false })]);
    return total;
  }

  /** Claims one batch and starts its jobs. Returns their number. */
  async #round(): Promise<number> {
    while (!this.#isStopping && this.#held.size + batchSize > mostHeld)
      await this.#capacitySignal.sleep(tickMs);
    if (this.#isStopping) return 0;
    const claimed = await claim(batchSize, leaseSeconds);
    if (claimed.length === 0) return 0;
    const { finishes, jobs } = await openClaimed(claimed, this.#openChallenges);
    const surplus = jobs.filter((job) => !this.#startIfRoom(job));
    if (surplus.length > 0) this.#hasPutBack = true;
    await Promise.all([
      ...finishes.map((one) => this.#recorder.finish(one)),
      ...surplus.map(({ delivery }) => this.#putBack(delivery, fullLaneSeconds)),
    ]);
    // Everything is waiting for the same slow providers, so claiming more would only move rows back and forth.
    if (surplus.length > claimed.length / 2) await this.#capacitySignal.sleep(tickMs);
    return claimed.length;
  }

  #startIfRoom(job: DeliveryJob): boolean {
    const first = job.providers[0]!;
    if (!this.hasRoom(first.id)) return false;
    void this.start(job);
    return true;
  }

  start(job: DeliveryJob): Promise<FirstPass> {
    const running = deliver(job, this.#tools)
      .catch((error): FirstPass => {
        // The lease expires, so nothing is lost.
        this.#log.error("A delivery failed and will be tried again.", {
          deliveryId: job.delivery.id,
          error: errorFields(error),
        });
        return { outcome: "open" };
      })
      .finally(() => {
        this.#held.delete(running);
        this.#capacitySignal.wake();
      });
    this.#held.add(running);
    return running;
  }

  #putBack({ id, projectId, claim }: SendableDelivery, inSeconds: number): Promise<void> {
    return this.#recorder.release({ id, projectId, claim, inSeconds, withdrawn: null });
  }

  stop(): void {
    this.#isStopping = true;
    this.wakeSignal.wake();
    this.#capacitySignal.wake();
    this.#lanes.close();
  }

  /** Waits for running sends. Messages that wait for a slot are released. */
  async drain(): Promise<void> {
    while (this.#held.size > 0) await Promise.all(this.#held);
  }
}
