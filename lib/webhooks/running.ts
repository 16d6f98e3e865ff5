/** This process's sender, for the calls that change what it does. */
export interface RunningSender {
  /** Looks for new messages now. */
  wake(): void;
  /** Reads the endpoints again. */
  forgetEndpoints(): void;
}

// Routes and instrumentation each load this module and must reach the same sender.
const place = globalThis as typeof globalThis & { countersignWebhooks?: Set<RunningSender> };
place.countersignWebhooks ??= new Set();
export const runningSenders = place.countersignWebhooks;

/** Call it after a message was recorded. It costs nothing. */
export function wakeWebhooks(): void {
  for (const sender of runningSenders) sender.wake();
}

/** Makes a change of an endpoint visible in this process at once. Other processes hear of it (lib/db/changes.ts). */
export function forgetEndpoints(): void {
  for (const sender of runningSenders) sender.forgetEndpoints();
}
