// Pages, routes and instrumentation each load this module and must share the signal.
const place = globalThis as typeof globalThis & { countersignStopping?: AbortController };
place.countersignStopping ??= new AbortController();
const controller = place.countersignStopping;

/** Aborts when this process is about to stop, so that streams end and their clients reconnect to another process. */
export const stopping: AbortSignal = controller.signal;

export function announceStop(): void {
  controller.abort();
}
