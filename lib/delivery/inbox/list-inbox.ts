import { type DeliveryRow, type InboxRowFilter, listInboxRows } from "../repository";
import { inboxNotification } from "./notifier";

/** How long to rely on the notifier, in milliseconds. It does not report messages of other processes. */
const lookEveryMs = 250;

/**
 * The deliveries in a project's built-in inbox, newest first. `renderMessage` renders their messages.
 * `to` is case-insensitive; `after` and `before` are compared with `createdAt`.
 */
export async function listInboxDeliveries(projectId: string, filter: InboxRowFilter): Promise<DeliveryRow[]> {
  return listInboxRows(projectId, filter);
}

/** Like `listInboxDeliveries`, but waits up to `waitSeconds` for a message. Empty if the signal aborts. */
export async function waitForInbox(
  projectId: string,
  filter: InboxRowFilter,
  waitSeconds: number,
  signal: AbortSignal,
): Promise<DeliveryRow[]> {
  const endsAt = performance.now() + waitSeconds * 1000;
  for (;;) {
    if (signal.aborted) return [];
    const rows = await listInboxRows(projectId, filter);
    const leftMs = endsAt - performance.now();
    if (rows.length > 0 || leftMs <= 0) return rows;
    await inboxNotification(projectId, Math.min(lookEveryMs, leftMs), signal);
  }
}
