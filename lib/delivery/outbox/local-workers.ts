import type { FirstPass } from "./deliver";
import type { DeliveryJob } from "./open-claimed";

export interface Worker {
  /** Claims what is due now. */
  wake(): void;
  /** Whether a new message for this provider would be sent within reasonable time. */
  hasRoom(providerId: string): boolean;
  /** Sends a delivery that was recorded as claimed by this process. Returns what its first pass led to. */
  take(job: DeliveryJob): Promise<FirstPass>;
  /** Stops claiming, finishes running sends and releases the rest. */
  stop(): Promise<void>;
}

// Routes and instrumentation each load this module and must reach the same worker.
const place = globalThis as typeof globalThis & {
  countersignWorkers?: Set<Worker>;
  countersignOnDue?: () => void;
};
place.countersignWorkers ??= new Set();

/** The running workers of this process. */
export const workers = place.countersignWorkers;

/** Wakes the worker. Call it right after the commit. It costs nothing. */
export function wakeWorker(): void {
  if (workers.size === 0) place.countersignOnDue?.();
  for (const worker of workers) worker.wake();
}

/** What a process without a worker does instead when a message was recorded. */
export function onDueWithoutWorker(listener: () => void): void {
  place.countersignOnDue = listener;
}

/** This process's worker. Undefined if it has none. */
export function localWorker(): Worker | undefined {
  return workers.values().next().value;
}
