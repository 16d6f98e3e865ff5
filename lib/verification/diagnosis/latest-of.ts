import type { DeliveryRecord } from "@/lib/delivery";

/** The latest message that was requested, or whose turn came as a fallback. */
export function latestOf(deliveries: readonly DeliveryRecord[]): DeliveryRecord | undefined {
  return deliveries.findLast(({ trigger, tries }) => trigger === "request" || tries.length > 0);
}
