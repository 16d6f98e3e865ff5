import type { CustomMessage } from "@/drizzle/schema";
import type { Channel } from "@/lib/projects";
import { minute } from "@/lib/time";
import type { Challenge } from "./challenge";

interface Delivery {
  channel: Channel;
  template: string;
  customMessage: CustomMessage | null;
}

/** How long the message is tried. */
const triedForSeconds = 10 * minute;

/**
 * The message for the recipient of a decoy, if the caller provides one: someone tried their address. Null
 * by default, because a decoy sends nothing.
 */
export function unknownRecipientMessage<D extends Delivery>(
  delivery: D,
): { delivery: D; challenge: Challenge } | null {
  const words = delivery.customMessage?.unknownRecipient;
  if (!words || delivery.channel !== "email") return null;
  const nothing = { code: null, linkUrl: null, linkToken: null };
  const challenge = { ...nothing, expiresInSeconds: triedForSeconds, purpose: delivery.template };
  return { delivery: { ...delivery, customMessage: { email: words } }, challenge };
}
