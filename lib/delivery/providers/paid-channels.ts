import { type Channel, phoneChannels } from "@/lib/projects";
import { findProviderKind } from "./kinds";

/** The channels on which a provider charges for messages. Email never costs enough to attract fraud. */
export function paidChannels(provider: {
  kind: string;
  channels: readonly string[];
  config: unknown;
}): Channel[] {
  const isPaid = findProviderKind(provider.kind)?.isPaid(provider.config as Record<string, unknown>);
  return isPaid ? phoneChannels.filter((channel) => provider.channels.includes(channel)) : [];
}
