/** After this many consecutive failures, a provider is paused. */
const failuresToOpen = 3;
const restMs = 10_000;

interface Memory {
  failures: number;
  openUntil: number;
}

/**
 * A circuit breaker. Without it, one dead server would occupy every slot of the worker for its whole timeout, and
 * block the messages of all other projects. Each process has its own.
 */
export class Breaker {
  readonly #memories = new Map<string, Memory>();

  constructor(private readonly clock: () => number = () => performance.now()) {}

  isResting(providerId: string): boolean {
    return (this.#memories.get(providerId)?.openUntil ?? 0) > this.clock();
  }

  answered(providerId: string): void {
    this.#memories.delete(providerId);
  }

  /** After the pause, one failure is enough to pause again. */
  failed(providerId: string): void {
    const failures = (this.#memories.get(providerId)?.failures ?? 0) + 1;
    const openUntil = failures >= failuresToOpen ? this.clock() + restMs : 0;
    this.#memories.set(providerId, { failures, openUntil });
  }
}
