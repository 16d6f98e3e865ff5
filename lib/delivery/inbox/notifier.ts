import { EventEmitter } from "node:events";

// Shared by all copies of this module, as the pool is: the worker and the routes load it separately.
const place = globalThis as typeof globalThis & { countersignInboxNotifier?: EventEmitter };
place.countersignInboxNotifier ??= new EventEmitter().setMaxListeners(0);
const notifier = place.countersignInboxNotifier;

/** Says that the inbox of these projects has taken something, to whoever waits in this process. */
export function notifyInbox(projectIds: Iterable<string>): void {
  for (const projectId of projectIds) notifier.emit(projectId);
}

/** Waits until the inbox of a project takes something in this process, or until the time is over or the signal aborts. */
export async function inboxNotification(projectId: string, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      notifier.off(projectId, wake);
      signal.removeEventListener("abort", wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    notifier.on(projectId, wake);
    signal.addEventListener("abort", wake);
  });
}
