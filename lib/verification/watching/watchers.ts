import { type Change, followsChanges, onChange } from "@/lib/db";

/** How many can wait in one process, and for one verification: whoever knows its page's address can open a connection. */
const mostInProcess = 5000;
const mostPerVerification = 20;
/** How often this process looks for changes if it hears of none, because only a pooler is known or too many are waiting. */
export const lookIntervalMs = 4000;

/** Somebody who waits for changes of one verification. It holds no connection to the database. */
export class Watcher {
  #hasChanged = false;
  #wake: (() => void) | undefined;

  constructor(
    private readonly watchers: Watchers,
    readonly verificationId: string,
  ) {}

  /** Whether the process is about to stop. */
  get isOver(): boolean {
    return this.watchers.isOver;
  }

  get isAsleep(): boolean {
    return this.#wake !== undefined;
  }

  changed(): void {
    this.#hasChanged = true;
    this.#wake?.();
  }

  /** Resolves after a change since the last call, after this many milliseconds, or when the signal aborts. */
  async next(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#hasChanged && !signal.aborted && !this.isOver) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
        signal.addEventListener("abort", this.#wake, { once: true });
      });
      if (this.#wake) signal.removeEventListener("abort", this.#wake);
      this.#wake = undefined;
    }
    this.#hasChanged = false;
  }

  close(): void {
    this.watchers.delete(this);
  }
}

/** Everybody in this process who waits for changes. */
export class Watchers {
  readonly #byVerification = new Map<string, Set<Watcher>>();
  #count = 0;
  #looking: NodeJS.Timeout | undefined;
  isOver = false;

  /** Null if too many are waiting. */
  open(verificationId: string): Watcher | null {
    const others = this.#byVerification.get(verificationId) ?? new Set();
    if (this.#count >= mostInProcess || others.size >= mostPerVerification) return null;
    const watcher = new Watcher(this, verificationId);
    this.#byVerification.set(verificationId, others.add(watcher));
    this.#count++;
    this.#looking ??= setInterval(() => followsChanges() || this.#wakeAll(), lookIntervalMs).unref();
    return watcher;
  }

  delete(watcher: Watcher): void {
    const all = this.#byVerification.get(watcher.verificationId);
    if (!all?.delete(watcher)) return;
    if (all.size === 0) this.#byVerification.delete(watcher.verificationId);
    if (--this.#count > 0) return;
    clearInterval(this.#looking);
    this.#looking = undefined;
  }

  /** Null: changes may have been missed. */
  tell(change: Change | null): void {
    if (!change) this.#wakeAll();
    else if (change.table === "verifications")
      for (const watcher of this.#byVerification.get(change.key) ?? []) watcher.changed();
  }

  /** Ends every wait, and lets nobody wait again. */
  end(): void {
    this.isOver = true;
    this.#wakeAll();
  }

  get count(): number {
    return this.#count;
  }

  /** How many wait for this verification and have nothing to do, for tests. */
  sleepingFor(verificationId: string): number {
    return [...(this.#byVerification.get(verificationId) ?? [])].filter(({ isAsleep }) => isAsleep).length;
  }

  #wakeAll(): void {
    for (const all of this.#byVerification.values()) for (const watcher of all) watcher.changed();
  }
}

// Pages, routes and instrumentation each load this module and must share the watchers.
const place = globalThis as typeof globalThis & { countersignWatchers?: Watchers };
if (!place.countersignWatchers) {
  const made = new Watchers();
  place.countersignWatchers = made;
  onChange((change) => made.tell(change));
}

export const watchers = place.countersignWatchers;

/** Ends every wait and every stream of this process, so that it can stop. Clients ask another process. */
export function endWaits(): void {
  watchers.end();
}
