import type { Ctx } from "@/lib/access";
import { type DeliveryRow, isInInbox } from "@/lib/delivery";
import { type InboxMessage, openMessages } from "@/lib/verification";

/** A delivery's message in the built-in inbox, or null if another provider sent it. Reading it is recorded as an event. */
export async function capturedMessage(ctx: Ctx, delivery: DeliveryRow): Promise<InboxMessage | null> {
  if (!isInInbox(delivery)) return null;
  const [message] = await openMessages(ctx, [delivery]);
  return message ?? null;
}
