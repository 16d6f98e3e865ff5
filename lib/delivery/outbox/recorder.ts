import { Batcher } from "@/lib/batcher";
import { retryWrite } from "@/lib/retry-write";
import { activateFallbacks } from "./fallbacks/repository";
import { type Finish, type Finished, finish, type Release, release } from "./repository";
import { type BeginTry, type BegunTry, beginTries, type EndTry, endTries } from "./tries/repository";

/** The lease of a try, from its start to its record, with time for a slow database. Then others can claim the delivery. */
export const leaseSeconds = 60;

type Written = { id: string };

/**
 * Writes the worker's records in batches. Records of completed sends are retried while the database is down, because losing one
 * would send the message twice.
 */
export class Recorder {
  readonly #begins = new Batcher<BeginTry, BegunTry>((rows) => beginTries(rows, leaseSeconds));
  readonly #ends = new Batcher<EndTry, Written>(async (rows) => {
    await retryWrite(() => endTries(rows));
    return [];
  });
  readonly #finishes = new Batcher<Finish, Finished>((rows) => retryWrite(() => this.#finishAll(rows)));
  readonly #releases = new Batcher<Release, Written>(async (rows) => {
    await retryWrite(() => release(rows));
    return [];
  });

  /** `wake` is called when deliveries have become due. */
  constructor(private readonly wake: () => void) {}

  /** Records a try before it is made. Undefined if another worker has the delivery. */
  begin(row: BeginTry): Promise<BegunTry | undefined> {
    return this.#begins.add(row);
  }

  async end(row: EndTry): Promise<void> {
    await this.#ends.add(row);
  }

  /** Undefined if the delivery was finished before. */
  finish(row: Finish): Promise<Finished | undefined> {
    return this.#finishes.add(row);
  }

  async release(row: Release): Promise<void> {
    await this.#releases.add(row);
  }

  async #finishAll(rows: readonly Finish[]): Promise<Finished[]> {
    // In a fixed order, so that two workers that finish the same deliveries cannot deadlock.
    const finished = await finish(rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
    const failed = rows.filter(({ outcome }) => outcome === "undeliverable");
    if ((await activateFallbacks(failed)) > 0) this.wake();
    return finished;
  }
}
