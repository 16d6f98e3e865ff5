import { TtlCache } from "@/lib/ttl-cache";

interface Count {
  /** The number of the window, since the process started. */
  window: number;
  current: number;
  previous: number;
}

/**
 * Counts per key how often something happened recently. The last window counts in part, as much of it as is not over yet. Only
 * in this process, and only for the keys counted last: good enough to decide on a challenge, not to refuse a message.
 */
export class RecentCounts {
  readonly #counts: TtlCache<string, Count>;

  constructor(
    private readonly windowMs: number,
    maxKeys = 10_000,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#counts = new TtlCache(maxKeys, 2 * windowMs);
  }

  add(key: string): void {
    const { window, current, previous } = this.#read(key);
    this.#counts.set(key, { window, current: current + 1, previous });
  }

  of(key: string): number {
    const { window, current, previous } = this.#read(key);
    return Math.floor(current + previous * (window + 1 - this.now() / this.windowMs));
  }

  #read(key: string): Count {
    const window = Math.floor(this.now() / this.windowMs);
    const known = this.#counts.get(key);
    if (known?.window === window) return known;
    return { window, current: 0, previous: known?.window === window - 1 ? known.current : 0 };
  }
}
