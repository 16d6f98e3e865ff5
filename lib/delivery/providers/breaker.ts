/** So many tries in a row without any answer, and a provider is left alone for a while. */
const failuresToOpen = 3;
const restMs = 10_000;

interface Memory {
  failures: number;
  openUntil: number;
}

/**
 * Remembers who does not answer. Without it, one dead server holds every slot of the worker for its whole timeout, and
 * the messages of all other projects wait behind it. Each process learns by itself.
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

  /** After the rest one failure is enough to rest again. */
  failed(providerId: string): void {
    const failures = (this.#memories.get(providerId)?.failures ?? 0) + 1;
    const openUntil = failures >= failuresToOpen ? this.clock() + restMs : 0;
    this.#memories.set(providerId, { failures, openUntil });
  }
}
