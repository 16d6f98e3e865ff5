import { errorFields, log } from "./log";

/** How often counts are written. Until then they are only in this process, and a crash loses them. */
const everyMs = 1000;
/** Bounds memory while counts can't be written. Further keys are not counted. */
const mostKeys = 50_000;

/**
 * Adds up what happens often and is written once a second: for counts that need not be exact, so that what is counted costs no
 * statement.
 */
export class BufferedCounter {
  #counts = new Map<string, number>();
  #isPlanned = false;

  /** `write` gets the count of each key since the last time. If it fails, they are lost, and that is logged. */
  constructor(private readonly write: (counts: ReadonlyMap<string, number>) => Promise<void>) {}

  add(key: string): void {
    const count = this.#counts.get(key);
    if (count === undefined && this.#counts.size >= mostKeys) return;
    this.#counts.set(key, (count ?? 0) + 1);
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    setTimeout(() => void this.flush(), everyMs).unref();
  }

  /** Writes what was counted since the last time. */
  async flush(): Promise<void> {
    const counts = this.#counts;
    this.#counts = new Map();
    this.#isPlanned = false;
    if (counts.size === 0) return;
    try {
      await this.write(counts);
    } catch (error) {
      log.warn("Counts could not be written.", { error: errorFields(error) });
    }
  }
}
