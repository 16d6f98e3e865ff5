import { setTimeout as pause } from "node:timers/promises";
import { errorFields, type Log } from "@/lib/log";
import { metrics } from "@/lib/metrics";
import type { OpenChallenges } from "../challenge";
import { notifyInbox } from "../inbox/notifier";
import { closeCarriers } from "../providers/carriers";
import { deliver, leaseSeconds } from "./deliver";
import { claim, type Delivery, type Finish, finish, release } from "./repository";
import { type DeliveryJob, sortBatch } from "./sort-batch";
import { WakeSignal } from "./wake-signal";

const batchSize = 100;
/** The polling interval, for rows of other processes and retries that become due. */
const tickMs = 1000;
/** How long to wait for more rows, so that they are claimed together. */
const gatherMs = 15;
/** The longest pause while the database is down. */
const outageMs = 10_000;
/** How long stopping waits for running sends. */
const stopMs = 10_000;

export interface WorkerOptions {
  /** From `lib/verification`, because only it can derive codes. */
  openChallenges: OpenChallenges;
  log: Log;
  /** How many messages are sent at once, each over its own connection. */
  concurrency?: number;
}

export interface Worker {
  wake(): void;
  /** Stops claiming, finishes running sends and releases the rest. */
  stop(): Promise<void>;
}

// Routes and instrumentation each load this module and must reach the same worker.
const place = globalThis as typeof globalThis & { countersignWorkers?: Set<Worker> };
place.countersignWorkers ??= new Set();
const workers = place.countersignWorkers;

/** Wakes the worker. Call it right after the commit. It costs nothing. */
export function wakeWorker(): void {
  for (const worker of workers) worker.wake();
}

/**
 * Processes the outbox until it is stopped. Any number of workers and processes can run at once. Survives
 * outages of the database and every failure of a provider.
 */
export function startWorker({ openChallenges, log, concurrency = 10 }: WorkerOptions): Worker {
  const runner = new Runner(openChallenges, log, concurrency);
  const done = runner.run();
  const worker: Worker = {
    wake: () => runner.alarm.ring(),
    async stop() {
      workers.delete(worker);
      runner.isStopping = true;
      runner.alarm.ring();
      runner.roomAlarm.ring();
      await Promise.race([done.then(() => runner.drain()), pause(stopMs, undefined, { ref: false })]);
      await runner.letGo();
      if (workers.size === 0) closeCarriers();
    },
  };
  workers.add(worker);
  return worker;
}

class Runner {
  readonly alarm = new WakeSignal();
  /** Resolves when there is capacity for more jobs. */
  readonly roomAlarm = new WakeSignal();
  isStopping = false;
  readonly #waiting: DeliveryJob[] = [];
  readonly #underWay = new Set<Promise<void>>();

  constructor(
    private readonly openChallenges: OpenChallenges,
    private readonly log: Log,
    private readonly concurrency: number,
  ) {}

  async run(): Promise<void> {
    let failures = 0;
    while (!this.isStopping) {
      try {
        const count = await this.#round();
        failures = 0;
        if (count === batchSize) continue;
        await this.alarm.sleep(tickMs);
        await pause(gatherMs);
      } catch (error) {
        failures += 1;
        this.log.warn("The outbox could not be read and will be tried again.", { error: errorFields(error) });
        await this.alarm.sleep(Math.min(outageMs, 250 * 2 ** failures));
        // A failing round must not loop without a pause, however often it is woken.
        await pause(250);
      }
    }
  }

  /** Claims one batch and starts its jobs. Returns their number. */
  async #round(): Promise<number> {
    await this.#untilRoom();
    if (this.isStopping) return 0;
    const claimed = await claim(batchSize, leaseSeconds);
    if (claimed.length === 0) return 0;
    const { finishes, jobs } = await sortBatch(claimed, this.openChallenges);
    this.#waiting.push(...jobs);
    this.#startJobs();
    await this.#finish(finishes, claimed);
    return claimed.length;
  }

  async #finish(finishes: readonly Finish[], claimed: readonly Delivery[]): Promise<void> {
    const finished = await finish(finishes);
    const captured = new Set(finishes.filter(({ isNewTry }) => isNewTry).map(({ id }) => id));
    const projectIds = new Set<string>();
    for (const { id, waitedSeconds } of finished) {
      const delivery = captured.has(id) && claimed.find((row) => row.id === id);
      if (!delivery) continue;
      const labels = { channel: delivery.channel, provider: "inbox" };
      metrics().deliveries.inc({ ...labels, outcome: "accepted" });
      metrics().deliverySeconds.observe(labels, waitedSeconds);
      projectIds.add(delivery.projectId);
    }
    notifyInbox(projectIds);
  }

  #startJobs(): void {
    while (this.#underWay.size < this.concurrency && !this.isStopping) {
      const job = this.#waiting.shift();
      if (!job) break;
      const running = deliver(job, this.log)
        // The lease expires, so nothing is lost.
        .catch((error) =>
          this.log.error("A delivery failed and will be tried again.", {
            deliveryId: job.delivery.id,
            error: errorFields(error),
          }),
        )
        .finally(() => {
          this.#underWay.delete(running);
          this.#startJobs();
        });
      this.#underWay.add(running);
    }
    if (this.#hasRoom()) this.roomAlarm.ring();
  }

  #hasRoom(): boolean {
    return this.#waiting.length === 0 && this.#underWay.size < this.concurrency;
  }

  /** Waiting rows are leased and unavailable to other workers, so no more are claimed than can be sent. */
  async #untilRoom(): Promise<void> {
    while (!this.isStopping && !this.#hasRoom()) await this.roomAlarm.sleep(tickMs);
  }

  async drain(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  /** Releases claimed rows that were not started. Without a database, their leases expire. */
  async letGo(): Promise<void> {
    const rows = this.#waiting.splice(0).map(({ delivery }) => ({
      id: delivery.id,
      token: delivery.runAt,
      inSeconds: 0,
    }));
    await release(rows).catch(() => {});
  }
}
