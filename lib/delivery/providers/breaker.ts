/** After this many consecutive failures, a provider is paused. */
const failuresToPause = 3;
const pauseMs = 10_000;
/** The longest pause that a provider can ask for. */
const longestPauseMs = 600_000;

interface Memory {
  failures: number;
  pausedUntil: number;
}

/**
 * A circuit breaker. Without it, every message would first wait for the timeout of a dead provider. Each process has its
 * own; `pauses/repository.ts` records its pauses for the console.
 */
export class Breaker {
  readonly #memories = new Map<string, Memory>();

  constructor(private readonly clock: () => number = () => performance.now()) {}

  isPaused(providerId: string): boolean {
    return (this.#memories.get(providerId)?.pausedUntil ?? 0) > this.clock();
  }

  /** Returns whether this ends a series of failures. */
  succeeded(providerId: string): boolean {
    return this.#memories.delete(providerId);
  }

  /**
   * Counts a failure. After the pause, one failure is enough to pause again. Returns the failures in a row and the pause in
   * milliseconds; zero: not paused.
   */
  failed(providerId: string): { failures: number; pauseMs: number } {
    const failures = (this.#memories.get(providerId)?.failures ?? 0) + 1;
    return this.#remember(providerId, failures, failures >= failuresToPause ? pauseMs : 0);
  }

  /** Pauses a provider for as long as it asked. */
  pause(providerId: string, seconds: number): { failures: number; pauseMs: number } {
    const failures = (this.#memories.get(providerId)?.failures ?? 0) + 1;
    return this.#remember(providerId, failures, Math.min(longestPauseMs, seconds * 1000));
  }

  #remember(providerId: string, failures: number, ms: number) {
    this.#memories.set(providerId, { failures, pausedUntil: ms > 0 ? this.clock() + ms : 0 });
    return { failures, pauseMs: ms };
  }
}
