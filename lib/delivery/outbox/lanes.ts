import { findProviderKind } from "../providers/kinds";
import type { ProviderRow } from "../providers/repository";

/** How many messages may wait for a provider in memory. More stay in the database. */
const mostWaiting = 200;

interface Lane {
  running: number;
  /** Called with whether the task may run. */
  waiting: ((mayRun: boolean) => void)[];
}

/**
 * How many messages each provider sends at once, so that a slow provider delays only its own messages and no provider gets
 * more connections than its kind allows.
 */
export class Lanes {
  readonly #lanes = new Map<string, Lane>();
  #isClosed = false;

  /** Whether one more message would be sent within reasonable time. */
  hasRoom(providerId: string): boolean {
    return (this.#lanes.get(providerId)?.waiting.length ?? 0) < mostWaiting;
  }

  /** Runs the task when the provider has a free slot. Undefined if the lanes close before. */
  async run<T>(provider: ProviderRow, task: () => Promise<T>): Promise<{ value: T } | undefined> {
    if (this.#isClosed) return undefined;
    const lane = this.#laneOf(provider.id);
    const most = findProviderKind(provider.kind)?.maxConcurrency ?? 1;
    if (lane.running < most) lane.running += 1;
    else if (!(await new Promise<boolean>((resolve) => lane.waiting.push(resolve)))) return undefined;
    try {
      return { value: await task() };
    } finally {
      // The slot passes to the next task.
      const next = lane.waiting.shift();
      if (next) next(true);
      else this.#free(provider.id, lane);
    }
  }

  /** Lets running tasks finish, and starts no others. */
  close(): void {
    this.#isClosed = true;
    for (const lane of this.#lanes.values()) for (const refuse of lane.waiting.splice(0)) refuse(false);
  }

  #laneOf(id: string): Lane {
    const known = this.#lanes.get(id);
    if (known) return known;
    const lane: Lane = { running: 0, waiting: [] };
    this.#lanes.set(id, lane);
    return lane;
  }

  #free(id: string, lane: Lane): void {
    lane.running -= 1;
    if (lane.running === 0) this.#lanes.delete(id);
  }
}
