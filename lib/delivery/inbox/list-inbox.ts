import { type DeliveryRow, type InboxRowFilter, listInboxRows } from "../repository";
import { inboxNotification } from "./notifier";

/** How long to trust the bell, in milliseconds: it does not ring for what another process took. */
const lookEveryMs = 250;

/**
 * What the built-in inbox of a project took, newest first. Rows only: `renderMessage` makes the message again for whoever
 * may see it. `to` ignores case; `after` and `before` compare with `createdAt`.
 */
export async function listInboxDeliveries(projectId: string, filter: InboxRowFilter): Promise<DeliveryRow[]> {
  return listInboxRows(projectId, filter);
}

/** As `listInboxDeliveries`, but waits up to `waitSeconds` for something to be there. Empty if the signal aborts. */
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
