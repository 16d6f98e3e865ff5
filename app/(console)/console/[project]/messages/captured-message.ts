import type { Ctx } from "@/lib/access";
import type { DeliveryRow } from "@/lib/delivery";
import { type InboxMessage, readInbox } from "@/lib/verification";

/** After every id: the page that begins before it begins with the delivery itself. */
const lastId = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** What the inbox captured of one delivery; null if another provider carried it. That it was read is recorded. */
export async function capturedMessage(ctx: Ctx, delivery: DeliveryRow): Promise<InboxMessage | null> {
  if (delivery.providerKind !== "inbox" || delivery.outcome !== "accepted") return null;
  const before = { createdAt: delivery.createdAt, id: lastId };
  const { messages } = await readInbox(ctx, { to: delivery.recipient, before, limit: 1 });
  return messages.find(({ id }) => id === delivery.id) ?? null;
}
