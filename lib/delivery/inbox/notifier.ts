import { EventEmitter } from "node:events";

// Shared by all copies of this module, because the worker and the routes load it separately.
const place = globalThis as typeof globalThis & { countersignInboxNotifier?: EventEmitter };
place.countersignInboxNotifier ??= new EventEmitter().setMaxListeners(0);
const notifier = place.countersignInboxNotifier;

/** Notifies waiting callers in this process that these projects' inboxes have new messages. */
export function notifyInbox(projectIds: Iterable<string>): void {
  for (const projectId of projectIds) notifier.emit(projectId);
}

/** Waits for a new message of this process in a project's inbox, or until the time is up or the signal aborts. */
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
