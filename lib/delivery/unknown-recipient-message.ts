import type { CustomMessage } from "@/drizzle/schema";
import type { Channel } from "@/lib/projects";
import { minute } from "@/lib/time";
import type { Challenge } from "./challenge";

interface Delivery {
  channel: Channel;
  template: string;
  customMessage: CustomMessage | null;
}

/** For how long it is worth sending. */
const triedForSeconds = 10 * minute;

/**
 * What a decoy's recipient gets where the caller has words for them: that somebody tried, and nothing to answer. Null
 * where a decoy sends nothing, as by default.
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
