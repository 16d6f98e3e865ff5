// Pages, routes and instrumentation each load this module and must share what it knows.
const place = globalThis as typeof globalThis & {
  countersignStopping?: AbortController;
  countersignIsRetiring?: boolean;
};
place.countersignStopping ??= new AbortController();
const controller = place.countersignStopping;

/** Aborts when this process is about to stop, so that streams end and their clients reconnect to another process. */
export const stopping: AbortSignal = controller.signal;

export function announceStop(): void {
  controller.abort();
}

/** From now on, the process asks proxies for no more requests (`/health/ready`), but serves those that come. */
export function retire(): void {
  place.countersignIsRetiring = true;
}

export function isRetiring(): boolean {
  return place.countersignIsRetiring ?? false;
}
