import type { Ctx } from "@/lib/access";
import type { DeliveryRow } from "@/lib/delivery";
import { type InboxMessage, readInbox } from "@/lib/verification";

/** Greater than every ID, so that a page before this position starts with the delivery itself. */
const maxId = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** A delivery's message in the built-in inbox, or null if another provider sent it. Reading it is recorded as an event. */
export async function capturedMessage(ctx: Ctx, delivery: DeliveryRow): Promise<InboxMessage | null> {
  if (delivery.providerKind !== "inbox" || delivery.outcome !== "accepted") return null;
  const before = { createdAt: delivery.createdAt, id: maxId };
  const { messages } = await readInbox(ctx, { to: delivery.recipient, before, limit: 1 });
  return messages.find(({ id }) => id === delivery.id) ?? null;
}
