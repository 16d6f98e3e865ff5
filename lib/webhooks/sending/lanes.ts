import type { Job } from "./attempt";

/** An endpoint's messages in this process. */
export interface Lane {
  waiting: Job[];
  /** Requests without a response. */
  calling: number;
  /** Messages that are claimed and not recorded yet: waiting, calling, or being recorded. */
  held: number;
}

/** The lanes of all endpoints with messages in this process, by the endpoint's id. */
export class Lanes {
  readonly #lanes = new Map<string, Lane>();

  all(): Iterable<Lane> {
    return this.#lanes.values();
  }

  heldOf(endpointId: string): number {
    return this.#lanes.get(endpointId)?.held ?? 0;
  }

  add(job: Job): void {
    const { id } = job.endpoint;
    const lane = this.#lanes.get(id) ?? { waiting: [], calling: 0, held: 0 };
    this.#lanes.set(id, lane);
    lane.waiting.push(job);
    lane.held += 1;
  }

  /** A message has been recorded, or its request has failed. */
  finish(lane: Lane, { endpoint }: Job): void {
    lane.held -= 1;
    if (lane.held === 0) this.#lanes.delete(endpoint.id);
  }

  /** Takes out what is not being sent. Returns the messages' ids. */
  takeUnsent(endpointId: string): string[] {
    const lane = this.#lanes.get(endpointId);
    return lane ? takeUnsentOf(lane) : [];
  }

  takeAllUnsent(): string[] {
    return [...this.#lanes.values()].flatMap(takeUnsentOf);
  }
}

function takeUnsentOf(lane: Lane): string[] {
  const unsent = lane.waiting.splice(0);
  lane.held -= unsent.length;
  return unsent.map(({ message }) => message.id);
}
