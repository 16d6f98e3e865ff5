import { EventEmitter } from "node:events";

// Shared by all copies of this module, as the pool is: the worker and the routes load it separately.
const place = globalThis as typeof globalThis & { countersignInboxBell?: EventEmitter };
place.countersignInboxBell ??= new EventEmitter().setMaxListeners(0);
const bell = place.countersignInboxBell;

/** Says that the inbox of these projects has taken something, to whoever waits in this process. */
export function ringInboxBell(projectIds: Iterable<string>): void {
  for (const projectId of projectIds) bell.emit(projectId);
}

/** Waits until the inbox of a project takes something in this process, or until the time is over or the signal aborts. */
export async function inboxBell(projectId: string, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      bell.off(projectId, wake);
      signal.removeEventListener("abort", wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    bell.on(projectId, wake);
    signal.addEventListener("abort", wake);
  });
}
